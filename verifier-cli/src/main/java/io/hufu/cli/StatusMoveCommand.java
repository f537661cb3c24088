package io.hufu.cli;

import io.hufu.model.LicenceIdentifier;
import io.hufu.signing.status.StatusRegister;
import io.hufu.signing.status.Transition;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu status change}: activates, supersedes or transfers a licence, or notes other. */
@Command
final class StatusMoveCommand implements Callable<Integer> {
  /** What a licence can become that has no command of its own. */
  enum Target {
    ACTIVE,
    SUPERSEDED,
    TRANSFERRED,
    OTHER
  }

  private final Session session;

  @Mixin private StatusOptions register;

  @Parameters(index = "1", paramLabel = "IDENTIFIER")
  private String licence;

  @Option(names = "--to", required = true, paramLabel = "STATUS")
  private Target target;

  @Option(names = "--successor", paramLabel = "IDENTIFIER")
  private String successor;

  @Mixin private DecisionOptions decision;

  StatusMoveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LicenceIdentifier identifier = StatusOptions.identifier(licence);
    Transition transition = decision.complete(transition());
    try (StatusRegister opened = register.open(session)) {
      StatusChangeCommand.record(opened, identifier, transition);
    }
    session.print("status.recorded", licence);
    return ExitCode.DONE;
  }

  private Transition transition() throws CommandFailure {
    if ((target == Target.SUPERSEDED) != (successor != null)) {
      throw CommandFailure.usage("usage.successor");
    }
    Instant from = decision.effectiveFrom(session);
    String number = decision.number();
    return switch (target) {
      case ACTIVE -> Transition.activate(from, number);
      case SUPERSEDED -> Transition.supersede(StatusOptions.identifier(successor), from, number);
      case TRANSFERRED -> Transition.transfer(from, number);
      case OTHER -> Transition.other(from, number);
    };
  }
}
