package io.hufu.ledger;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a log: the one it signs with, those it also signs with while trust lists change over,
 * and those that signed before and no longer do. Immutable.
 */
record LogKeys(SigningKey current, List<SigningKey> overlapping, List<NoteKey> former) {
  LogKeys {
    overlapping = List.copyOf(overlapping);
    former = List.copyOf(former);
  }

  /** Joins origin and keys, or refuses a key that does not fit. */
  LogIdentity identity(String origin) {
    overlapping.forEach(key -> LogIdentity.of(origin, key));
    return LogIdentity.of(origin, current);
  }

  /** Returns every key that signs, the present one first. */
  List<SigningKey> signing() {
    List<SigningKey> keys = new ArrayList<>(List.of(current));
    keys.addAll(overlapping);
    return keys;
  }

  /** Signs with every key that signs. */
  Head sign(Checkpoint checkpoint) throws KeyUnavailableException {
    return completed(Head.sign(checkpoint, current));
  }

  /** Adds the lines of keys that have not signed this checkpoint. */
  Head completed(Head head) throws KeyUnavailableException {
    Checkpoint checkpoint = head.checkpoint();
    List<SignedNote.Line> lines = new ArrayList<>(head.note().signatures());
    for (SigningKey key : signing()) {
      if (!head.signedBy(LogIdentity.of(checkpoint.origin(), key))) {
        lines.addAll(Head.sign(checkpoint, key).note().signatures());
      }
    }
    return lines.size() == head.note().signatures().size() ? head : head.withLines(lines);
  }

  /** Tells whether one of the keys signed this for an origin, and none of them badly. */
  boolean signed(Head head, String origin) {
    List<NoteKey> known = new ArrayList<>(former);
    signing().forEach(key -> known.add(LogIdentity.of(origin, key).key()));
    try {
      return head.checkpoint().origin().equals(origin) && !head.note().verify(known).isEmpty();
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
