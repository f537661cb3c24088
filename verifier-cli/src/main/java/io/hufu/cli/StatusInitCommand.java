package io.hufu.cli;

import io.hufu.model.UnifiedSocialCreditCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu status init}: makes the status register of an authority. */
@Command
final class StatusInitCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private StatusOptions register;

  @Option(names = "--code", required = true, paramLabel = "USCC")
  private String code;

  @Option(names = "--lists", required = true, paramLabel = "URI")
  private String lists;

  @Option(names = "--not-active")
  private boolean notActive;

  StatusInitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    if (!UnifiedSocialCreditCode.isValid(code)) {
      throw CommandFailure.usage("usage.uscc", code);
    }
    register.create(session, code, lists, notActive).close();
    session.print("status.init.done", register.shown(session));
    return ExitCode.DONE;
  }
}
