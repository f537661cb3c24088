package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.ForkEvidence;
import io.hufu.model.LedgerTrust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sets two signed checkpoints of one log against each other. Stateless. */
final class Histories {
  private Histories() {}

  /** Returns the checkpoint with the lines of known keys only; empty when the log's own is bad. */
  static Optional<Head> signed(Head head, LedgerTrust log) {
    if (!head.signedBy(log.origin(), log.keys())) {
      return Optional.empty();
    }
    Set<SignedNote.Line> lines = new LinkedHashSet<>();
    for (NoteKey key : keys(log)) {
      for (SignedNote.Line line : head.note().signatures()) {
        if (verifies(head, line, key)) {
          lines.add(line);
        }
      }
    }
    return Optional.of(head.withLines(List.copyOf(lines)));
  }

  private static List<NoteKey> keys(LedgerTrust log) {
    List<NoteKey> keys = new ArrayList<>(log.keys());
    keys.addAll(log.witnesses());
    return keys;
  }

  private static boolean verifies(Head head, SignedNote.Line line, NoteKey key) {
    try {
      return !new SignedNote(head.note().text(), List.of(line)).verify(List.of(key)).isEmpty();
    } catch (MalformedDataException e) {
      return false;
    }
  }

  /**
   * Makes evidence of two checkpoints if they contradict each other.
   *
   * @param path from the larger tree, see {@link MerkleTree#prefixPath}; empty for equal sizes
   */
  static Optional<ForkEvidence> contradiction(
      Head one, Head other, List<byte[]> path, LedgerTrust log) {
    boolean ordered = one.size() <= other.size();
    Head smaller = ordered ? one : other;
    Head larger = ordered ? other : one;
    ForkEvidence evidence =
        new ForkEvidence(
            Histories.signed(smaller, log).orElse(smaller).text(),
            Histories.signed(larger, log).orElse(larger).text(),
            path);
    return evidence.judge(log).outcome() == ForkEvidence.Outcome.PROVEN
        ? Optional.of(evidence)
        : Optional.empty();
  }

  /** Tells whether a consistency proof leads from one checkpoint to another. */
  static boolean consistent(HashAlgorithm hash, Head first, Head second, List<byte[]> proof) {
    return MerkleTree.verifyConsistency(
        hash,
        first.size(),
        first.checkpoint().root(),
        second.size(),
        second.checkpoint().root(),
        proof);
  }

  /** Tells whether a checkpoint of nothing has the root of nothing. */
  static boolean soundIfEmpty(HashAlgorithm hash, Head head) {
    return head.size() > 0 || Arrays.equals(head.checkpoint().root(), hash.digest());
  }
}
