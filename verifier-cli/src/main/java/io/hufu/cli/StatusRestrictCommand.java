package io.hufu.cli;

import io.hufu.model.LicenceIdentifier;
import io.hufu.model.Restriction;
import io.hufu.signing.status.RestrictionDecision;
import io.hufu.signing.status.StatusRegister;
import io.hufu.signing.status.TransitionRefusedException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu status restrict} and {@code lift}: what stands beside a status and is none. */
@Command
final class StatusRestrictCommand implements Callable<Integer> {
  private final Session session;
  private final boolean lift;

  @Mixin private StatusOptions register;

  @Parameters(index = "1", paramLabel = "IDENTIFIER")
  private String licence;

  @Option(names = "--kind", required = true, paramLabel = "KIND")
  private Restriction.Kind kind;

  @Mixin private DecisionOptions decision;

  StatusRestrictCommand(Session session, boolean lift) {
    this.session = session;
    this.lift = lift;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LicenceIdentifier identifier = StatusOptions.identifier(licence);
    RestrictionDecision decided =
        new RestrictionDecision(
            kind, decision.number(), decision.effectiveFrom(session), decision.by());
    try (StatusRegister opened = register.open(session)) {
      if (lift) {
        opened.lift(identifier, decided);
      } else {
        opened.restrict(identifier, decided);
      }
    } catch (TransitionRefusedException e) {
      throw CommandFailure.input("status.refused", identifier.text(), InputFiles.reason(e));
    }
    session.print("status.recorded", licence);
    return ExitCode.DONE;
  }
}
