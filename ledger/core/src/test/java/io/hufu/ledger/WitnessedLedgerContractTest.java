package io.hufu.ledger;

import io.hufu.model.LedgerTrust;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** A log whose checkpoints a witness confirms keeps what every ledger keeps. */
class WitnessedLedgerContractTest extends LedgerContract {
  private final TestLog log = TestLog.INTL;
  private final RecordingFiles files = new RecordingFiles();
  private final TestWitness witness = TestWitness.of("w1.example.org", log);

  @Override
  protected Ledger open() throws Exception {
    LedgerBuilder builder =
        EmbeddedLedger.in(CrashDrill.DIRECTORY, log.key()).headFile(CrashDrill.HEAD).files(files);
    EmbeddedLedger embedded =
        files.isDirectory(Path.of("/mem/log")) ? builder.open() : builder.create(log.origin());
    return WitnessedLedger.around(embedded)
        .witness(witness)
        .keys(java.util.List.of(witness.noteKey()))
        .open();
  }

  @Override
  protected LedgerTrust trust() {
    return log.trust();
  }

  @AfterEach
  void close() throws Exception {
    witness.close();
  }
}
