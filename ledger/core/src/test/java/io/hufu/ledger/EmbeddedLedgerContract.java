package io.hufu.ledger;

import io.hufu.model.LedgerTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a directory of the disk. */
abstract class EmbeddedLedgerContract extends LedgerContract {
  private final TestLog log;

  @TempDir Path folder;

  EmbeddedLedgerContract(TestLog log) {
    this.log = log;
  }

  @Override
  protected Ledger open() throws Exception {
    LedgerBuilder builder =
        EmbeddedLedger.in(folder.resolve("log"), log.key()).headFile(folder.resolve("head"));
    return Files.exists(folder.resolve("log")) ? builder.open() : builder.create(log.origin());
  }

  @Override
  protected LedgerTrust trust() {
    return log.trust();
  }
}
