package io.hufu.cli;

import io.hufu.ledger.EmbeddedLedger;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a ledger to anchor in. */
final class LedgerOptions {
  @Option(names = "--ledger", paramLabel = "DIR")
  private String ledger;

  @Option(names = "--ledger-key", paramLabel = "P12")
  private Path ledgerKey;

  @Option(names = "--ledger-password-file", paramLabel = "FILE|-")
  private String ledgerPassword;

  /** Opens the ledger, alone; null when none was named. */
  @Nullable EmbeddedLedger open(Session session, Password password)
      throws CommandFailure, IOException {
    if (ledger == null) {
      return null;
    }
    if (ledger.startsWith("fabric:")) {
      throw CommandFailure.usage("usage.noFabric", ledger);
    }
    LedgerFiles files = new LedgerFiles(session, session.resolve(ledger));
    if (ledgerPassword == null) {
      return files.open(ledgerKey, password);
    }
    try (Password own = Password.read(session, ledgerPassword)) {
      return files.open(ledgerKey, own);
    }
  }
}
