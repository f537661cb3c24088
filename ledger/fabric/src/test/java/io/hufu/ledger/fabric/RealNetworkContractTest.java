package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.Ledger;
import io.hufu.ledger.LedgerContract;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.ChannelTrust;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every ledger, on Hyperledger Fabric itself. */
@Tag("fabric")
class RealNetworkContractTest extends LedgerContract {
  @TempDir static Path network;
  private static RealNetwork fabric;
  private static ChannelTrust channel;
  private static int logs;

  @TempDir Path folder;
  private RealNetwork.Log log;

  @BeforeAll
  static void start() throws Exception {
    fabric = RealNetwork.start(network, "200ms");
    channel = fabric.trust();
  }

  @AfterAll
  static void stop() throws Exception {
    if (fabric != null) {
      fabric.close();
    }
  }

  @BeforeEach
  void register() throws Exception {
    log = fabric.new Log("log" + ++logs + ".example.org/sm3", folder);
  }

  @Override
  protected Ledger open() throws Exception {
    return log.open(RealNetwork.PATIENT);
  }

  @Override
  protected LedgerTrust trust() {
    return log.trust();
  }

  @Override
  protected int concurrentEntries() {
    return 60;
  }

  @Override
  protected void assertAnchored(List<LogEntry> entries, List<AnchorReceipt> receipts) {
    super.assertAnchored(entries, receipts);
    ProofJudgement judged = judge(receipts.get(receipts.size() - 1));
    assertThat(judged.outcome()).as(judged.detail()).isEqualTo(ProofOutcome.WITNESSED);
    assertThat(judged.organisations()).containsExactly("Org1MSP", "Org2MSP");
  }

  static ProofJudgement judge(AnchorReceipt receipt, ChannelTrust channel) {
    try {
      return FabricProofs.judge(
          receipt.fabric().orElseThrow(),
          channel,
          ExpectedRead.checkpoint(Checkpoint.parse(SignedNote.parse(receipt.checkpoint()).text())),
          Instant.now());
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  private static ProofJudgement judge(AnchorReceipt receipt) {
    return judge(receipt, channel);
  }
}
