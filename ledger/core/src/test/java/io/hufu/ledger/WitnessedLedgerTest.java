package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.ledger.LedgerException.Reason;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Receipts leave only under checkpoints that enough witnesses confirmed. */
class WitnessedLedgerTest {
  private final TestLog log = TestLog.SM;
  private final RecordingFiles files = new RecordingFiles();
  private final List<TestWitness> witnesses =
      List.of(
          TestWitness.of("w1.example.org", log),
          TestWitness.of("w2.example.org", log),
          TestWitness.of("w3.example.org", log));

  private EmbeddedLedger embedded(RecordingFiles on) throws Exception {
    LedgerBuilder builder =
        EmbeddedLedger.in(CrashDrill.DIRECTORY, log.key()).headFile(CrashDrill.HEAD).files(on);
    return on.isDirectory(Path.of("/mem/log")) ? builder.open() : builder.create(log.origin());
  }

  private WitnessedLedger open(RecordingFiles on, int quorum) throws Exception {
    WitnessedBuilder builder = WitnessedLedger.around(embedded(on)).quorum(quorum);
    witnesses.forEach(builder::witness);
    return builder.keys(witnesses.stream().map(TestWitness::noteKey).toList()).open();
  }

  private AnchorReceipt.Judgement judged(AnchorReceipt receipt, int number) {
    LedgerTrust trust =
        new LedgerTrust(
            log.origin(),
            log.hash(),
            List.of(log.noteKey()),
            witnesses.stream().map(TestWitness::noteKey).toList(),
            2);
    return receipt.judge(Entries.entry(log.hash(), number), trust);
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void two_of_three_witnesses_are_enough() throws Exception {
    try (WitnessedLedger ledger = open(files, 2)) {
      witnesses.get(1).down(true);
      AnchorReceipt receipt = ledger.anchor(Entries.range(log.hash(), 0, 1)).get(0);
      assertThat(judged(receipt, 0).outcome()).isEqualTo(AnchorReceipt.Outcome.WITNESSED);
      assertThat(judged(receipt, 0).provenAt()).isEqualTo(TestWitness.TIME);
    }
    // the published checkpoint carries them too
    try (EmbeddedLedger ledger = embedded(files)) {
      AnchorReceipt receipt = ledger.find(Entries.entry(log.hash(), 0)).orElseThrow();
      assertThat(judged(receipt, 0).outcome()).isEqualTo(AnchorReceipt.Outcome.WITNESSED);
    }
  }

  @Test
  void without_a_quorum_no_receipt_leaves_and_a_repeat_finds_the_same_entry() throws Exception {
    List<LogEntry> entries = Entries.range(log.hash(), 0, 1);
    try (WitnessedLedger ledger = open(files, 2)) {
      witnesses.get(0).down(true);
      witnesses.get(1).down(true);
      refused(Reason.QUORUM_MISSING, () -> ledger.anchor(entries));
      assertThat(ledger.find(entries.get(0))).isEmpty();
      assertThat(ledger.size()).isZero();
      witnesses.get(1).down(false);
      AnchorReceipt receipt = ledger.anchor(entries).get(0);
      assertThat(receipt.index()).isZero();
      assertThat(judged(receipt, 0).outcome()).isEqualTo(AnchorReceipt.Outcome.WITNESSED);
      assertThat(ledger.size()).isEqualTo(1);
    }
  }

  @Test
  void a_backup_restored_together_with_its_head_signs_nothing() throws Exception {
    RecordingFiles backup;
    try (WitnessedLedger ledger = open(files, 2)) {
      ledger.anchor(Entries.range(log.hash(), 0, 5));
      backup = files.crash(files.steps(), Disk.Loss.NOTHING, new Random(0));
      ledger.anchor(Entries.range(log.hash(), 5, 9));
    }
    int signed = backup.written().size();
    refused(Reason.BEHIND_HEAD, () -> open(backup, 2));
    refused(Reason.BEHIND_HEAD, () -> open(backup, 0));
    assertThat(backup.written().subList(signed, backup.written().size()))
        .noneMatch(
            content ->
                new String(content, java.nio.charset.StandardCharsets.UTF_8).contains("\n6\n"));
  }

  @Test
  void an_operator_who_continues_two_copies_gets_no_quorum_for_the_second_history()
      throws Exception {
    WitnessedLedger one = open(files, 2);
    one.anchor(Entries.range(log.hash(), 0, 5));
    RecordingFiles copy = files.crash(files.steps(), Disk.Loss.NOTHING, new Random(0));
    try (WitnessedLedger other = open(copy, 2)) {
      one.anchor(Entries.range(log.hash(), 5, 8));
      refused(Reason.WITNESS_CONTRADICTS, () -> other.anchor(Entries.range(log.hash(), 100, 103)));
      refused(Reason.WITNESS_CONTRADICTS, () -> other.anchor(Entries.range(log.hash(), 0, 1)));
    }
    one.close();
  }

  @Test
  void a_chain_plugs_in_and_its_proof_stands_in_the_receipt() throws Exception {
    byte[] proof = {1, 2, 3};
    CheckpointWitness chain =
        new CheckpointWitness() {
          @Override
          public String name() {
            return "chain";
          }

          @Override
          public WitnessAnswer add(WitnessRequest request) {
            return WitnessAnswer.recorded(proof);
          }
        };
    try (WitnessedLedger ledger =
        WitnessedLedger.around(embedded(files)).witness(chain).quorum(1).open()) {
      AnchorReceipt receipt = ledger.anchor(Entries.range(log.hash(), 0, 1)).get(0);
      assertThat(receipt.fabric()).hasValue(proof);
      assertThat(judged(receipt, 0).outcome()).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
      assertThat(ledger.find(Entries.entry(log.hash(), 0)).orElseThrow().fabric()).hasValue(proof);
    }
  }

  @Test
  void threads_that_anchor_together_share_rounds_and_each_gets_a_witnessed_receipt()
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (WitnessedLedger ledger = open(files, 2)) {
      List<Callable<List<AnchorReceipt>>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int number = i;
        calls.add(() -> ledger.anchor(Entries.range(log.hash(), number, number + 1)));
      }
      int number = 0;
      for (Future<List<AnchorReceipt>> each : threads.invokeAll(calls)) {
        assertThat(judged(each.get().get(0), number++).outcome())
            .isEqualTo(AnchorReceipt.Outcome.WITNESSED);
      }
      assertThat(witnesses.get(0).asked()).isLessThan(200);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void a_witness_with_a_key_that_nobody_listed_counts_for_nothing() throws Exception {
    TestWitness stranger = TestWitness.of("stranger.example.org", log);
    refused(
        Reason.QUORUM_MISSING,
        () ->
            WitnessedLedger.around(embedded(files))
                .witness(stranger)
                .keys(List.of(witnesses.get(0).noteKey()))
                .open());
  }
}
