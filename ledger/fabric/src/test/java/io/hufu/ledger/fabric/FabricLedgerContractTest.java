package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.Ledger;
import io.hufu.ledger.LedgerContract;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log whose checkpoints a channel holds keeps what every ledger keeps, and proves it. */
class FabricLedgerContractTest extends LedgerContract {
  @TempDir Path folder;
  private FabricNetwork network;

  @BeforeEach
  void start() throws Exception {
    network = new FabricNetwork(folder);
  }

  @AfterEach
  void stop() {
    network.close();
  }

  @Override
  protected Ledger open() throws Exception {
    return network.open();
  }

  @Override
  protected LedgerTrust trust() {
    return network.trust();
  }

  /** Every round is a transaction here. */
  @Override
  protected int concurrentEntries() {
    return 60;
  }

  @Override
  protected void assertAnchored(List<LogEntry> entries, List<AnchorReceipt> receipts) {
    super.assertAnchored(entries, receipts);
    AnchorReceipt last = receipts.get(receipts.size() - 1);
    assertThat(judge(last).outcome()).isEqualTo(ProofOutcome.WITNESSED);
  }

  private ProofJudgement judge(AnchorReceipt receipt) {
    try {
      return FabricProofs.judge(
          receipt.fabric().orElseThrow(),
          network.channel.trust(2),
          ExpectedRead.checkpoint(Checkpoint.parse(SignedNote.parse(receipt.checkpoint()).text())),
          Instant.now());
    } catch (io.hufu.crypto.MalformedDataException e) {
      throw new AssertionError(e);
    }
  }
}
