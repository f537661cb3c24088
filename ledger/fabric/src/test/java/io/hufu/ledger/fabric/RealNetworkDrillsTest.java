package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.Entries;
import io.hufu.ledger.LedgerException;
import io.hufu.ledger.WitnessAnswer;
import io.hufu.ledger.WitnessRequest;
import io.hufu.ledger.fabric.FabricException.Known;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.CommitStatusException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The failure drills on Hyperledger Fabric itself: processes are frozen and killed. Orderers wait
 * two seconds before they cut a block, so that something can happen in between.
 */
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
    fabric = RealNetwork.start(network, "2s");
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
    fabric.repair();
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
    fabric.script(orderers("freeze"));
    refused(entries, "may or may not take effect");
    fabric.script(orderers("thaw"));
    reopen(RealNetwork.PATIENT);
    anchored(entries);
  }

  @Test
  void a_dead_orderer() throws Exception {
    reopen(RealNetwork.IMPATIENT);
    List<LogEntry> entries = more();
    fabric.script(orderers("kill"));
    refused(entries, "may or may not take effect");
    fabric.script(orderers("start"));
    reopen(RealNetwork.PATIENT);
    anchored(entries);
  }

  /** Without these nothing is ordered: the only one of Raft, two of four of BFT. */
  private static String[] orderers(String action) {
    return RealNetwork.isBft()
        ? new String[] {action, "orderer1", "orderer2"}
        : new String[] {action, "orderer1"};
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

  /** A client that publishes what the log has, and whose calls can be watched one by one. */
  private final class Client implements AutoCloseable {
    final EmbeddedLedger disk;
    final FabricWitness witness;
    final WitnessRequest request;
    final CompletableFuture<WitnessAnswer> answer = new CompletableFuture<>();

    /** Appends to the log without asking the channel, and asks it in a thread of its own. */
    Client(Deadlines deadlines) throws Exception {
      ledger.close();
      disk = log.disk("log");
      long before = disk.size();
      disk.anchor(more());
      request =
          new WitnessRequest(
              before, disk.consistency(before, disk.size()), SignedNote.parse(disk.checkpoint()));
      witness = fabric.builder(folder.resolve("journal"), deadlines).open();
      Thread thread = new Thread(this::publish);
      thread.setDaemon(true);
      thread.start();
    }

    private void publish() {
      try {
        answer.complete(witness.add(request));
      } catch (IOException e) {
        answer.completeExceptionally(e);
      }
    }

    /** Waits until the transaction was stored, and so long that the orderer has taken it. */
    void awaitAccepted() throws Exception {
      while (journalled() == 0) {
        assertThat(answer).isNotDone();
        Thread.sleep(10);
      }
      Thread.sleep(500);
      // BFT orderers cut at their own beat, so that the block may be there by now
      assertThat(RealNetwork.isBft() || journalled() == 1).as("not in a block yet").isTrue();
    }

    private long journalled() throws IOException {
      if (!Files.isDirectory(folder.resolve("journal"))) {
        return 0;
      }
      try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
        return files.filter(file -> file.toString().endsWith(".json")).count();
      }
    }

    @Override
    public void close() throws IOException {
      witness.close();
      disk.close();
    }
  }

  private String latest() throws Exception {
    try (FabricOperator operator =
        fabric.builder(folder.resolve("reader"), RealNetwork.PATIENT).operator()) {
      return operator.latest(log.origin);
    }
  }

  @Test
  void an_orderer_that_dies_between_acceptance_and_block() throws Exception {
    Assumptions.assumeFalse(
        RealNetwork.isBft(), "two of four BFT orderers keep what all four have accepted");
    try (Client client = new Client(RealNetwork.IMPATIENT)) {
      client.awaitAccepted();
      fabric.script(orderers("kill"));
      assertThatThrownBy(() -> client.answer.get(1, TimeUnit.MINUTES))
          .cause()
          .isInstanceOfSatisfying(
              FabricException.class, e -> assertThat(e.known()).isEqualTo(Known.OPEN))
          .hasMessageContaining("its bytes are stored")
          // the orderer had taken it: it is the wait for the block that failed
          .hasRootCauseInstanceOf(StatusRuntimeException.class)
          .cause()
          .hasCauseInstanceOf(CommitStatusException.class);
      assertThat(client.journalled()).isEqualTo(1);
      fabric.script(orderers("start"));
    }
    ledger = log.open(RealNetwork.PATIENT);
    assertThat(latest()).contains("\n6\n");
    anchored(more());
  }

  @Test
  void a_gateway_peer_that_dies_between_acceptance_and_block() throws Exception {
    try (Client client = new Client(RealNetwork.PATIENT)) {
      client.awaitAccepted();
      fabric.script("kill", "org1");
      Thread.sleep(3000);
      fabric.script("start", "org1");
      assertThat(client.answer.get(4, TimeUnit.MINUTES).outcome())
          .isEqualTo(WitnessAnswer.Outcome.CONFIRMED);
      assertThat(client.journalled()).isZero();
    }
    ledger = log.open(RealNetwork.PATIENT);
    anchored(more());
  }

  @Test
  void two_writers_in_one_block() throws Exception {
    try (Client client = new Client(RealNetwork.PATIENT);
        FabricWitness other =
            fabric.builder(folder.resolve("other-journal"), RealNetwork.PATIENT).open()) {
      if (!RealNetwork.isBft()) {
        // endorsed over the same head as the first one's, which is in no block yet
        client.awaitAccepted();
      }
      assertThat(other.add(client.request).outcome()).isEqualTo(WitnessAnswer.Outcome.CONFIRMED);
      assertThat(client.answer.get(4, TimeUnit.MINUTES).outcome())
          .isEqualTo(WitnessAnswer.Outcome.CONFIRMED);
    }
    assertThat(RealNetwork.isBft() || fabric.logOf("org1").contains("MVCC_READ_CONFLICT")).isTrue();
    ledger = log.open(RealNetwork.PATIENT);
    anchored(more());
  }

  @Test
  void the_same_transaction_twice() throws Exception {
    try (ChannelClient client =
        fabric.builder(folder.resolve("twice"), RealNetwork.PATIENT).client()) {
      String digest = "sm3:" + "0".repeat(64);
      ChannelClient.Endorsed endorsed =
          client.endorse(
              new ChannelClient.Call("PublishTrustList", List.of("1", digest, "-"), List.of()));
      ChannelClient.Committed first = client.submit(endorsed.bytes());
      ChannelClient.Committed second = client.submit(endorsed.bytes());
      assertThat(first.valid()).isTrue();
      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void a_client_certificate_that_has_expired_by_the_peers_clock() throws Exception {
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-90));
    FabricCredentials late = fabric.expired();
    try (FabricOperator operator =
        fabric
            .builder(folder.resolve("late"), RealNetwork.IMPATIENT, late)
            .clock(slow)
            .operator()) {
      assertThatThrownBy(() -> operator.latest(log.origin))
          .isInstanceOfSatisfying(
              FabricException.class,
              e -> {
                assertThat(e.known()).isEqualTo(Known.NOT_SUBMITTED);
                System.out.println("expired certificate: " + e.getMessage());
              });
    }
    try (FabricOperator operator =
        fabric.builder(folder.resolve("late"), RealNetwork.IMPATIENT, late).operator()) {
      assertThatThrownBy(() -> operator.latest(log.origin))
          .hasMessageContaining("nothing was sent");
    }
    anchored(more());
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
