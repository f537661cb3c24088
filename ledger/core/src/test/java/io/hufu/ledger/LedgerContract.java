package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.AnchorReceipt.Outcome;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every ledger keeps, whatever it stores its log in. */
public abstract class LedgerContract {
  /** Opens the one log of this test, creating it at the first call. */
  protected abstract Ledger open() throws Exception;

  /** Says what the trust list would say of the log. */
  protected abstract LedgerTrust trust();

  @Test
  void a_new_log_is_empty_and_has_a_signed_checkpoint() throws Exception {
    try (Ledger log = open()) {
      SignedNote note = SignedNote.parse(log.checkpoint());
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      assertThat(note.verify(trust().keys())).isNotEmpty();
      assertThat(checkpoint.size()).isZero();
      assertThat(checkpoint.root()).isEqualTo(log.hash().digest());
      assertThat(checkpoint.origin()).isEqualTo(trust().origin());
      assertThat(log.size()).isZero();
      assertThat(log.hash()).isEqualTo(trust().hash());
    }
  }

  @Test
  void nothing_to_anchor_gives_no_receipts_and_signs_nothing() throws Exception {
    try (Ledger log = open()) {
      String before = log.checkpoint();
      assertThat(log.anchor(List.of())).isEmpty();
      assertThat(log.checkpoint()).isEqualTo(before);
    }
  }

  @Test
  void receipts_come_in_the_order_of_the_entries_and_verify() throws Exception {
    try (Ledger log = open()) {
      List<LogEntry> entries = Entries.range(log.hash(), 0, 300);
      List<AnchorReceipt> receipts = log.anchor(entries);
      assertThat(receipts).extracting(AnchorReceipt::index).doesNotHaveDuplicates();
      assertAnchored(entries, receipts);
    }
  }

  @Test
  void a_receipt_does_not_prove_another_entry() throws Exception {
    try (Ledger log = open()) {
      List<LogEntry> entries = Entries.range(log.hash(), 0, 2);
      List<AnchorReceipt> receipts = log.anchor(entries);
      assertThat(receipts.get(0).judge(entries.get(1), trust()).outcome())
          .isEqualTo(Outcome.NOT_INCLUDED);
    }
  }

  @Test
  void the_same_entry_again_has_the_same_index() throws Exception {
    try (Ledger log = open()) {
      LogEntry entry = Entries.entry(log.hash(), 1);
      long first = log.anchor(List.of(entry)).get(0).index();
      log.anchor(Entries.range(log.hash(), 5, 9));
      List<AnchorReceipt> again = log.anchor(List.of(Entries.entry(log.hash(), 20), entry, entry));
      assertThat(again.get(1).index()).isEqualTo(first);
      assertThat(again.get(2).index()).isEqualTo(first);
      assertThat(log.size()).isEqualTo(6);
    }
  }

  @Test
  void an_entry_that_comes_twice_in_one_call_is_one_entry() throws Exception {
    try (Ledger log = open()) {
      LogEntry entry = Entries.entry(log.hash(), 1);
      List<AnchorReceipt> receipts = log.anchor(List.of(entry, entry));
      assertThat(receipts.get(0).index()).isEqualTo(receipts.get(1).index());
      assertThat(log.size()).isEqualTo(1);
    }
  }

  @Test
  void an_entry_is_found_after_reopening_and_a_stranger_is_not() throws Exception {
    LogEntry entry = Entries.entry(trust().hash(), 7);
    long index;
    try (Ledger log = open()) {
      log.anchor(Entries.range(log.hash(), 0, 7));
      index = log.anchor(List.of(entry)).get(0).index();
    }
    try (Ledger log = open()) {
      AnchorReceipt found = log.find(entry).orElseThrow();
      assertThat(found.index()).isEqualTo(index);
      assertAnchored(List.of(entry), List.of(found));
      assertThat(log.find(Entries.entry(log.hash(), 8))).isEmpty();
    }
  }

  @Test
  void an_entry_of_another_hash_is_refused() throws Exception {
    try (Ledger log = open()) {
      HashAlgorithm other =
          log.hash() == HashAlgorithm.SM3 ? HashAlgorithm.SHA_256 : HashAlgorithm.SM3;
      assertThatThrownBy(() -> log.anchor(List.of(Entries.entry(other, 0))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(log.size()).isZero();
    }
  }

  @Test
  void every_position_can_be_proved_and_none_beyond() throws Exception {
    try (Ledger log = open()) {
      List<LogEntry> entries = Entries.range(log.hash(), 0, 5);
      List<AnchorReceipt> receipts = log.anchor(entries);
      log.anchor(Entries.range(log.hash(), 5, 20));
      for (int i = 0; i < entries.size(); i++) {
        AnchorReceipt proof = log.prove(receipts.get(i).index());
        assertThat(proof.size()).isEqualTo(20);
        assertAnchored(List.of(entries.get(i)), List.of(proof));
      }
      assertThatThrownBy(() -> log.prove(20)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> log.prove(-1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void every_checkpoint_is_consistent_with_every_later_one() throws Exception {
    List<Checkpoint> checkpoints = new ArrayList<>();
    try (Ledger log = open()) {
      int at = 0;
      for (int step : new int[] {0, 1, 1, 3, 250, 1, 1, 300}) {
        log.anchor(Entries.range(log.hash(), at, at += step));
        checkpoints.add(Checkpoint.parse(SignedNote.parse(log.checkpoint()).text()));
      }
      for (int i = 0; i < checkpoints.size(); i++) {
        for (Checkpoint later : checkpoints.subList(i, checkpoints.size())) {
          Checkpoint first = checkpoints.get(i);
          List<byte[]> path = log.consistency(first.size(), later.size());
          assertThat(
                  MerkleTree.verifyConsistency(
                      log.hash(), first.size(), first.root(), later.size(), later.root(), path))
              .as("%s to %s", first.size(), later.size())
              .isTrue();
        }
      }
      assertThatThrownBy(() -> log.consistency(2, 1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> log.consistency(0, log.size() + 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void sizes_that_never_had_a_checkpoint_can_be_proved_consistent_too() throws Exception {
    try (Ledger log = open()) {
      log.anchor(Entries.range(log.hash(), 0, 11));
      List<byte[]> leaves = new ArrayList<>();
      for (LogEntry entry : Entries.range(log.hash(), 0, 11)) {
        int index = (int) log.find(entry).orElseThrow().index();
        assertThat(index).isEqualTo(leaves.size());
        leaves.add(MerkleTree.leafHash(log.hash(), entry.encoded()));
      }
      for (int first = 0; first <= 11; first++) {
        byte[] firstRoot = MerkleTree.root(log.hash(), leaves.subList(0, first));
        for (int second = first; second <= 11; second++) {
          byte[] root = MerkleTree.root(log.hash(), leaves.subList(0, second));
          List<byte[]> path = log.consistency(first, second);
          assertThat(MerkleTree.verifyConsistency(log.hash(), first, firstRoot, second, root, path))
              .as("%s to %s", first, second)
              .isTrue();
        }
      }
    }
  }

  @Test
  void sixteen_threads_anchor_overlapping_entries_and_every_receipt_verifies() throws Exception {
    int threads = 16;
    int each = concurrentEntries();
    try (Ledger log = open()) {
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      List<Future<Void>> runs = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        // neighbours share half of their entries
        int from = thread * each / 2;
        runs.add(pool.submit(anchoring(log, from, from + each, thread)));
      }
      for (Future<Void> run : runs) {
        run.get();
      }
      pool.shutdown();
      assertThat(log.size()).isEqualTo((long) (threads + 1) * each / 2);
    }
  }

  /** How many entries each of the sixteen threads anchors. */
  protected int concurrentEntries() {
    return 500;
  }

  private Callable<Void> anchoring(Ledger log, int from, int to, int seed) {
    return () -> {
      List<LogEntry> entries = new ArrayList<>(Entries.range(log.hash(), from, to));
      Collections.shuffle(entries, new Random(seed));
      Random sizes = new Random(seed);
      for (int at = 0; at < entries.size(); ) {
        List<LogEntry> part =
            entries.subList(at, Math.min(entries.size(), at + 1 + sizes.nextInt(40)));
        List<AnchorReceipt> receipts = log.anchor(part);
        assertAnchored(part, receipts);
        assertThat(log.find(part.get(0)).orElseThrow().index()).isEqualTo(receipts.get(0).index());
        at += part.size();
      }
      return null;
    };
  }

  /** Judges receipts as a verifier would. */
  protected void assertAnchored(List<LogEntry> entries, List<AnchorReceipt> receipts) {
    assertThat(receipts).hasSameSizeAs(entries);
    for (int i = 0; i < entries.size(); i++) {
      assertThat(receipts.get(i).judge(entries.get(i), trust()).outcome())
          .as("entry %s", i)
          .isEqualTo(Outcome.ANCHORED);
    }
  }
}
