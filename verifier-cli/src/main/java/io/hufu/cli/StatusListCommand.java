package io.hufu.cli;

import io.hufu.model.StatusAssertion;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hufu status list}: every licence of a register and its newest status. */
@Command
final class StatusListCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private StatusOptions register;

  StatusListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    try (StatusRegister opened = register.open(session)) {
      for (String licence : opened.licences()) {
        List<StatusAssertion.Entry> history = opened.history(StatusOptions.identifier(licence));
        StatusAssertion.Entry newest = history.get(history.size() - 1);
        session.out().println(licence + "\t" + StatusText.of(newest, session.words()));
      }
    }
    return ExitCode.DONE;
  }
}
