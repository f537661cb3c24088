package io.hufu.cli;

import io.hufu.model.LicenceIdentifier;
import io.hufu.signing.status.StatusRegister;
import io.hufu.signing.status.Transition;
import io.hufu.signing.status.TransitionRefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hufu status suspend} and {@code restore}: record a decision. */
@Command
final class StatusChangeCommand implements Callable<Integer> {
  /** What the decision is. */
  @FunctionalInterface
  interface Decision {
    Transition from(Instant effective, String number);
  }

  private final Session session;
  private final Decision decided;

  @Mixin private StatusOptions register;

  @Parameters(index = "1", paramLabel = "IDENTIFIER")
  private String licence;

  @Mixin private DecisionOptions decision;

  StatusChangeCommand(Session session, Decision decided) {
    this.session = session;
    this.decided = decided;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LicenceIdentifier identifier = StatusOptions.identifier(licence);
    Instant from = decision.effectiveFrom(session);
    try (StatusRegister opened = register.open(session)) {
      record(opened, identifier, decision.complete(decided.from(from, decision.number())));
    }
    session.print("status.recorded", licence);
    return ExitCode.DONE;
  }

  static void record(StatusRegister register, LicenceIdentifier identifier, Transition transition)
      throws CommandFailure, IOException {
    try {
      register.record(identifier, transition);
    } catch (TransitionRefusedException e) {
      throw CommandFailure.input("status.refused", identifier.text(), InputFiles.reason(e));
    }
  }
}
