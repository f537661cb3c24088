package io.hufu.cli;

import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.Ledger;
import io.hufu.ledger.fabric.FabricLedger;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a ledger to anchor in. */
final class LedgerOptions {
  /** What precedes the name of a profile, for a log whose checkpoints go to a channel. */
  static final String FABRIC = "fabric:";

  @Option(names = "--ledger", paramLabel = "DIR|fabric:PROFILE")
  private String ledger;

  @Option(names = "--ledger-key", paramLabel = "P12")
  private Path ledgerKey;

  @Option(names = "--ledger-password-file", paramLabel = "FILE|-")
  private String ledgerPassword;

  /** Tells whether a ledger was named. */
  boolean isNamed() {
    return ledger != null;
  }

  /** Opens the ledger, alone; null when none was named. */
  @Nullable Ledger open(Session session, Password password) throws CommandFailure, IOException {
    if (ledger == null) {
      return null;
    }
    if (ledger.startsWith(FABRIC)) {
      FabricProfile profile =
          FabricProfile.read(session, session.resolve(ledger.substring(FABRIC.length())));
      return FabricLedger.open(
          embedded(session, profile.ledger(), password), profile.client().open());
    }
    return embedded(session, session.resolve(ledger), password);
  }

  private EmbeddedLedger embedded(Session session, Path directory, Password password)
      throws CommandFailure, IOException {
    LedgerFiles files = new LedgerFiles(session, directory);
    if (ledgerPassword == null) {
      return files.open(ledgerKey, password);
    }
    try (Password own = Password.read(session, ledgerPassword)) {
      return files.open(ledgerKey, own);
    }
  }
}
