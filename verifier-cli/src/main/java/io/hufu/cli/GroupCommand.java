package io.hufu.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others, such as {@code hufu pki}. */
@Command
final class GroupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure {
    throw CommandFailure.usage("usage.noCommand", spec.qualifiedName());
  }
}
