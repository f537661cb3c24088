package io.hufu.cli;

import io.hufu.model.LicenceIdentifier;
import io.hufu.model.StatusValue;
import io.hufu.signing.status.StatusRegister;
import io.hufu.signing.status.Transition;
import java.io.IOException;
import java.time.Instant;
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

  @Option(names = "--decision", required = true, paramLabel = "NUMBER")
  private String number;

  @Option(names = "--effective", paramLabel = "T")
  private String effective;

  StatusEndCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LicenceIdentifier identifier = StatusOptions.identifier(licence);
    Instant from =
        effective == null
            ? session.clock().instant()
            : ChinaTime.period("--effective", effective).from();
    try (StatusRegister opened = register.open(session)) {
      StatusChangeCommand.record(opened, identifier, Transition.end(kind, from, number));
    }
    session.print("status.recorded", licence);
    return ExitCode.DONE;
  }
}
