package io.hufu.cli;

import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.LogEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger freeze}: ends a log for good, and says where entries go now. */
@Command
final class LedgerFreezeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DIR")
  private Path directory;

  @Option(names = "--key", paramLabel = "P12")
  private Path key;

  @Option(names = "--successor", paramLabel = "ORIGIN")
  private String successor;

  @Mixin private PasswordOption password;

  LedgerFreezeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    try (Password secret = password.read(session);
        EmbeddedLedger ledger = new LedgerFiles(session, directory).open(key, secret)) {
      LogEnd end;
      try {
        end = ledger.freeze(successor);
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage("usage.value", OneLine.of(successor), "--successor");
      }
      session.print("ledger.freeze.done", session.show(directory), end.last().size());
    }
    return ExitCode.DONE;
  }
}
