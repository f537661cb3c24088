package io.hufu.cli;

import io.hufu.ledger.EmbeddedLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger init}: makes an empty log and its key. */
@Command
final class LedgerInitCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DIR")
  private Path directory;

  @Option(names = "--origin", required = true, paramLabel = "ORIGIN")
  private String origin;

  @Option(names = "--key", paramLabel = "P12")
  private Path key;

  @Mixin private PasswordOption password;

  LedgerInitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    SuiteName suite = origin.endsWith("/sm3") ? SuiteName.SM : SuiteName.INTL;
    if (origin.isBlank() || origin.chars().anyMatch(c -> c <= ' ' || c == '+')) {
      throw CommandFailure.usage("usage.value", OneLine.of(origin), "--origin");
    }
    try (Password secret = password.read(session);
        EmbeddedLedger ledger =
            new LedgerFiles(session, directory).create(origin, suite.suite(), key, secret)) {
      session.print("ledger.init.done", session.show(directory), ledger.origin());
      session.out().println(ledger.noteKey().vkey());
      session.print("ledger.init.next", ledger.origin(), ledger.noteKey().vkey());
    }
    return ExitCode.DONE;
  }
}
