package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.ChildProcess;
import io.hufu.ledger.Entries;
import io.hufu.ledger.LogReader;
import io.hufu.ledger.fabric.SimulatedPeer.Fault;
import io.hufu.ledger.fabric.SimulatedPeer.Rpc;
import io.hufu.model.AnchorReceipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client of a channel is killed at random instants, now and then while peers lose answers: what
 * it said stays true, no checkpoint is published twice, and none but one history is ever signed.
 */
class FabricKillTest {
  private static final String ORIGIN = "log.example.org/2026";

  @TempDir Path folder;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Map<Integer, Long> acknowledged = new HashMap<>();
  private int openOutcomes;

  @Test
  void a_client_killed_ten_times_loses_and_doubles_nothing() throws Exception {
    kill(10);
  }

  @Test
  @Tag("soak")
  void a_client_killed_a_hundred_and_twenty_times_loses_and_doubles_nothing() throws Exception {
    kill(120);
    assertThat(openOutcomes).as("kills between storing and settling").isPositive();
  }

  private void kill(int times) throws Exception {
    System.out.println("client kill drill, " + times + " times, seed " + seed);
    try (FabricNetwork network = new FabricNetwork(folder, ORIGIN, SignatureAlgorithm.ED25519)) {
      prepare(network);
      for (int round = 0; round < times; round++) {
        disturb(network);
        List<String> said =
            ChildProcess.runAndKill(
                random,
                folder,
                FabricClientChild.class,
                folder.toString(),
                Integer.toString(round * 1_000_000),
                Integer.toString(network.first.port()),
                Integer.toString(network.second.port()));
        openOutcomes += Math.toIntExact(journalled());
        try (FabricLedger ledger = network.open()) {
          assertSaidHolds(network, ledger, said);
          assertThat(journalled()).isZero();
        }
        assertOneHistory(network);
        assertThat(LogReader.fsck(folder.resolve("log"), network.trust().keys())).isEmpty();
      }
    }
    assertThat(acknowledged).as("entries acknowledged before kills").isNotEmpty();
    System.out.println(
        "client kill drill: "
            + acknowledged.size()
            + " receipts held, "
            + openOutcomes
            + " outcomes were open when the client died");
  }

  private void prepare(FabricNetwork network) throws Exception {
    network.open().close();
    TestPem.write(
        network.agency.client(), folder.resolve("client.pem"), folder.resolve("client.key"));
    for (TestOrganisation each : network.channel.organisations) {
      Files.writeString(folder.resolve(each.mspId() + ".pem"), each.root().certificate().pem());
    }
    Files.write(
        folder.resolve("log.p12"),
        InsecureKeyExport.toPkcs12(
            network.logKey(), FabricClientChild.PASSWORD, new SecureRandom()));
  }

  private void disturb(FabricNetwork network) {
    for (SimulatedPeer peer : List.of(network.first, network.second)) {
      if (random.nextInt(3) == 0) {
        peer.next(random.nextBoolean() ? Rpc.SUBMIT : Rpc.COMMIT_STATUS, Fault.ANSWER_LOST);
      }
    }
  }

  private long journalled() throws Exception {
    if (!Files.isDirectory(folder.resolve("journal"))) {
      return 0;
    }
    try (var files = Files.list(folder.resolve("journal"))) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  private void assertSaidHolds(FabricNetwork network, FabricLedger ledger, List<String> said)
      throws Exception {
    for (String line : said) {
      int space = line.indexOf(' ');
      int number = Integer.parseInt(line.substring(0, space));
      AnchorReceipt receipt =
          AnchorReceipt.fromJson(
              Json.parseObject(line.substring(space + 1).getBytes(StandardCharsets.UTF_8)));
      assertThat(receipt.judge(Entries.entry(ledger.hash(), number), network.trust()).outcome())
          .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
      Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(receipt.checkpoint()).text());
      assertThat(
              FabricProofs.judge(
                      receipt.fabric().orElseThrow(),
                      network.channel.trust(2),
                      ExpectedRead.checkpoint(checkpoint),
                      Instant.now())
                  .outcome())
          .isEqualTo(ProofOutcome.WITNESSED);
      acknowledged.put(number, receipt.index());
    }
    for (Map.Entry<Integer, Long> each : acknowledged.entrySet()) {
      AnchorReceipt found = ledger.find(Entries.entry(ledger.hash(), each.getKey())).orElseThrow();
      assertThat(found.index()).as("seed %s", seed).isEqualTo(each.getValue());
    }
  }

  /** All that ever came to the orderer: one text a size, one envelope an identifier. */
  private void assertOneHistory(FabricNetwork network) throws Exception {
    Map<Long, String> texts = new HashMap<>();
    Map<String, String> envelopes = new HashMap<>();
    for (int i = 0; i < network.channel.envelopes.size(); i++) {
      byte[] envelope = network.channel.envelopes.get(i);
      String bytes = new String(envelope, StandardCharsets.ISO_8859_1);
      String before = envelopes.putIfAbsent(network.channel.submitted.get(i), bytes);
      assertThat(before == null || before.equals(bytes)).as("seed %s", seed).isTrue();
      List<String> call = EndorsedTransaction.parse(envelope).call();
      if (call.get(0).equals("PublishCheckpoint")) {
        String text = SignedNote.parse(call.get(1)).text();
        String other = texts.putIfAbsent(Checkpoint.parse(text).size(), text);
        assertThat(other == null || other.equals(text)).as("seed %s", seed).isTrue();
      }
    }
    network.channel.writes.forEach(
        (key, count) -> {
          if (key.startsWith("\u0000checkpoint")) {
            assertThat(count).as("seed %s: %s", seed, key).isEqualTo(1);
          }
        });
  }
}
