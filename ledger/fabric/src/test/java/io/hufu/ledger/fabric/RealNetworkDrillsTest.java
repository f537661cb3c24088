package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.Entries;
import io.hufu.ledger.LedgerException;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The failure drills on Hyperledger Fabric itself: processes are frozen and killed. */
@Tag("fabric")
class RealNetworkDrillsTest {
  @TempDir static Path network;
  private static RealNetwork fabric;
  private static int logs;

  @TempDir Path folder;
  private RealNetwork.Log log;
  private FabricLedger ledger;
  private int next;

  @BeforeAll
  static void start() throws Exception {
    fabric = RealNetwork.start(network);
  }

  @AfterAll
  static void stop() throws Exception {
    if (fabric != null) {
      fabric.close();
    }
  }

  @BeforeEach
  void register() throws Exception {
    log = fabric.new Log("drill" + ++logs + ".example.org/sm3", folder);
    ledger = log.open(RealNetwork.PATIENT);
    anchored(more());
  }

  @AfterEach
  void close() throws Exception {
    ledger.close();
  }

  private List<LogEntry> more() {
    return Entries.range(log.trust().hash(), next, next += 3);
  }

  private void anchored(List<LogEntry> entries) throws Exception {
    List<AnchorReceipt> receipts = ledger.anchor(entries);
    for (int i = 0; i < entries.size(); i++) {
      assertThat(receipts.get(i).judge(entries.get(i), log.trust()).outcome())
          .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
      assertThat(RealNetworkContractTest.judge(receipts.get(i), fabric.trust()).outcome())
          .isEqualTo(ProofOutcome.WITNESSED);
    }
    try (FabricOperator operator =
        fabric.builder(folder.resolve("reader"), RealNetwork.PATIENT).operator()) {
      assertThat(operator.latest(log.origin)).contains("\n" + ledger.size() + "\n");
    }
  }

  private void refused(List<LogEntry> entries, String words) {
    assertThatThrownBy(() -> ledger.anchor(entries))
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.QUORUM_MISSING))
        .hasMessageContaining(words);
  }

  private void reopen(Deadlines deadlines) throws Exception {
    ledger.close();
    ledger = log.open(deadlines);
  }

  @Test
  void a_frozen_orderer() throws Exception {
    reopen(RealNetwork.IMPATIENT);
    List<LogEntry> entries = more();
    fabric.script("freeze", orderers());
    refused(entries, "may or may not take effect");
    fabric.script("thaw", orderers());
    reopen(RealNetwork.PATIENT);
    anchored(entries);
  }

  @Test
  void a_dead_orderer() throws Exception {
    reopen(RealNetwork.IMPATIENT);
    List<LogEntry> entries = more();
    fabric.script("kill", orderers());
    refused(entries, "may or may not take effect");
    fabric.script("start", orderers());
    reopen(RealNetwork.PATIENT);
    anchored(entries);
  }

  private static String orderers() {
    return "orderer1";
  }

  @Test
  void a_dead_peer_of_the_other_organisation() throws Exception {
    reopen(RealNetwork.IMPATIENT);
    List<LogEntry> entries = more();
    fabric.script("kill", "org2");
    refused(entries, "not endorsed and not submitted");
    fabric.script("start", "org2");
    reopen(RealNetwork.PATIENT);
    anchored(entries);
  }

  @Test
  void a_gateway_peer_that_dies_and_comes_back() throws Exception {
    reopen(RealNetwork.IMPATIENT);
    List<LogEntry> entries = more();
    fabric.script("kill", "org1");
    refused(entries, "repeat the call later");
    fabric.script("start", "org1");
    reopen(RealNetwork.PATIENT);
    anchored(entries);
  }

  @Test
  void chaincode_servers_that_are_down() throws Exception {
    reopen(RealNetwork.IMPATIENT);
    List<LogEntry> entries = more();
    fabric.stopChaincode();
    refused(entries, "not endorsed and not submitted");
    fabric.startChaincode();
    reopen(RealNetwork.PATIENT);
    anchored(entries);
  }

  @Test
  void a_fork_of_the_log() throws Exception {
    anchored(more());
    try (EmbeddedLedger forked = log.disk("forked")) {
      forked.anchor(Entries.range(log.trust().hash(), 500, 520));
    }
    assertThatThrownBy(
            () ->
                FabricLedger.open(
                    log.disk("forked"),
                    fabric.builder(folder.resolve("other"), RealNetwork.PATIENT).open()))
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.WITNESS_CONTRADICTS));
    anchored(more());
  }
}
