package io.hufu.cli;

import io.hufu.ledger.fabric.FabricOperator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu fabric get}: prints the checkpoint that the channel holds of a log. */
@Command
final class FabricGetCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "PROFILE")
  private Path profile;

  @Parameters(index = "1", paramLabel = "ORIGIN")
  private String origin;

  @Option(names = "--size", paramLabel = "N", defaultValue = "-1")
  private long size;

  FabricGetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    try (FabricOperator operator = FabricProfile.read(session, profile).client().operator()) {
      session.out().print(size < 0 ? operator.latest(origin) : operator.checkpoint(origin, size));
    }
    return ExitCode.DONE;
  }
}
