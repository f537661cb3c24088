package io.hufu.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hufu generate-completion}: prints a completion script for bash and zsh. */
@Command
final class GenerateCompletionCommand implements Callable<Integer> {
  private final Session session;

  @Spec private CommandSpec spec;

  GenerateCompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.out().print(AutoComplete.bash("hufu", spec.root().commandLine()));
    return ExitCode.DONE;
  }
}
