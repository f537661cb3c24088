package io.hufu.cli;

import io.hufu.ledger.LogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger checkpoint}: prints the newest checkpoint, a signed note. */
@Command
final class LedgerCheckpointCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DIR")
  private Path directory;

  LedgerCheckpointCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    session.out().print(LogReader.open(directory).checkpoint());
    return ExitCode.DONE;
  }
}
