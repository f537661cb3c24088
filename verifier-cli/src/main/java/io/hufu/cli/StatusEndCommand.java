package io.hufu.cli;

import io.hufu.model.LicenceIdentifier;
import io.hufu.model.StatusValue;
import io.hufu.signing.status.StatusRegister;
import io.hufu.signing.status.Transition;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu status end}: records that a licence has ended for good, and how. */
@Command
final class StatusEndCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private StatusOptions register;

  @Parameters(index = "1", paramLabel = "IDENTIFIER")
  private String licence;

  @Option(names = "--kind", required = true, paramLabel = "KIND")
  private StatusValue.EndKind kind;

  @Mixin private DecisionOptions decision;

  StatusEndCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LicenceIdentifier identifier = StatusOptions.identifier(licence);
    Transition end = Transition.end(kind, decision.effectiveFrom(session), decision.number());
    try (StatusRegister opened = register.open(session)) {
      StatusChangeCommand.record(opened, identifier, decision.complete(end));
    }
    session.print("status.recorded", licence);
    return ExitCode.DONE;
  }
}
