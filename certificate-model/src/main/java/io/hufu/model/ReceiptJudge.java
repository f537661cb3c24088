package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AnchorReceipt.Judgement;
import io.hufu.model.AnchorReceipt.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges a receipt: sameness, signatures, inclusion, quorum, in this order. */
final class ReceiptJudge {
  private ReceiptJudge() {}

  static Judgement judge(AnchorReceipt receipt, LogEntry entry, LedgerTrust ledger) {
    SignedNote note;
    Checkpoint checkpoint;
    try {
      note = SignedNote.parse(receipt.checkpoint());
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedDataException e) {
      return without(Outcome.MISMATCH, "the checkpoint cannot be read");
    }
    if (!agree(receipt, checkpoint, entry, ledger)) {
      return without(Outcome.MISMATCH, "origin, hash or size differ");
    }
    if (!ledger.reaches(checkpoint)) {
      return without(Outcome.MISMATCH, "the checkpoint lies beyond the end of the log");
    }
    List<SignedNote.Verified> verified;
    try {
      verified = note.verify(allKeys(ledger));
    } catch (MalformedDataException e) {
      return without(Outcome.BAD_SIGNATURE, "a line of a listed key does not verify");
    }
    if (verified.stream().noneMatch(line -> ledger.keys().contains(line.key()))) {
      return without(Outcome.BAD_SIGNATURE, "the log has not signed the checkpoint");
    }
    byte[] leaf = MerkleTree.leafHash(ledger.hash(), entry.encoded());
    if (!MerkleTree.verifyInclusion(
        ledger.hash(), leaf, receipt.index(), receipt.size(), receipt.path(), checkpoint.root())) {
      return without(Outcome.NOT_INCLUDED, "the entry is not under the checkpoint's root");
    }
    Instant quorumTime = quorumTime(verified, ledger);
    return quorumTime == null
        ? without(Outcome.ANCHORED, "no quorum of witnesses")
        : new Judgement(Outcome.WITNESSED, quorumTime, "");
  }

  private static boolean agree(
      AnchorReceipt receipt, Checkpoint checkpoint, LogEntry entry, LedgerTrust ledger) {
    return receipt.origin().equals(ledger.origin())
        && checkpoint.origin().equals(ledger.origin())
        && receipt.hash() == ledger.hash()
        && entry.hash() == ledger.hash()
        && checkpoint.size() == receipt.size();
  }

  private static List<NoteKey> allKeys(LedgerTrust ledger) {
    List<NoteKey> keys = new ArrayList<>(ledger.keys());
    keys.addAll(ledger.witnesses());
    return keys;
  }

  /** Returns the k-th smallest time among distinct witnesses; null without a quorum. */
  private static @Nullable Instant quorumTime(
      List<SignedNote.Verified> verified, LedgerTrust ledger) {
    Map<String, Instant> earliest = new HashMap<>();
    for (SignedNote.Verified line : verified) {
      Instant time = line.time();
      if (time != null && ledger.witnesses().contains(line.key())) {
        earliest.merge(line.key().name(), time, (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    if (ledger.quorum() == 0 || earliest.size() < ledger.quorum()) {
      return null;
    }
    return earliest.values().stream().sorted().toList().get(ledger.quorum() - 1);
  }

  private static Judgement without(Outcome outcome, String detail) {
    return new Judgement(outcome, null, detail);
  }
}
