package io.hufu.cli;

import io.hufu.ledger.LedgerServer;
import io.hufu.ledger.LogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger serve}: the public files of a log over HTTP. */
@Command
final class LedgerServeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DIR")
  private Path directory;

  @Mixin private ServeOptions serve;

  LedgerServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    LogReader log = LogReader.open(directory);
    return serve.run(session, address -> LedgerServer.serving(log, address));
  }
}
