package io.hufu.ledger;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a checkpoint of a log to a witness: finds out from which size it wants a proof, proves,
 * and makes sense of the answer. Thread-safe; one witness is asked by one thread at a time.
 */
final class Submission {
  /** What is known after asking. */
  enum State {
    CONFIRMED,
    /** The witness has confirmed a larger size than this log has. */
    BEHIND,
    /** The witness has confirmed a history that this checkpoint is no part of. */
    CONTRADICTED,
    /** No answer, or one that does not help. */
    FAILED
  }

  /**
   * What came of it.
   *
   * @param lines cosignature lines that verified
   * @param size what the witness confirmed last, if BEHIND
   */
  record Result(
      String witness,
      State state,
      List<SignedNote.Line> lines,
      byte @Nullable [] proof,
      long size,
      String detail) {
    static Result of(CheckpointWitness witness, State state, long size, String detail) {
      return new Result(witness.name(), state, List.of(), null, size, detail);
    }

    /** Says that nothing may be signed, when the witness has seen more, or something else. */
    void refuse(String where, Head head) throws LedgerException {
      if (state == State.BEHIND) {
        throw new LedgerException(
            LedgerException.Reason.BEHIND_HEAD,
            where,
            "witness "
                + witness
                + " has confirmed "
                + size
                + " entries and this log has "
                + head.size()
                + " (a restored backup?): nothing is signed; catch up from a mirror, or open a log"
                + " of a new origin",
            null);
      }
      if (state == State.CONTRADICTED) {
        throw new LedgerException(
            LedgerException.Reason.WITNESS_CONTRADICTS,
            where,
            "witness "
                + witness
                + " has confirmed another history of this log ("
                + detail
                + "): nothing is signed; find out who else signs with this key",
            null);
      }
    }
  }

  /** A conflict names the size to prove from; another asker may move it once or twice meanwhile. */
  private static final int TRIES = 4;

  private final LogView view;
  private final List<NoteKey> keys;
  private final Map<CheckpointWitness, Long> confirmed = new ConcurrentHashMap<>();

  /**
   * @param keys of the witnesses that cosign; a line of another key counts for nothing
   */
  Submission(LogView view, Collection<NoteKey> keys) {
    this.view = view;
    this.keys = List.copyOf(keys);
  }

  /** Asks; an outage is a result and no exception, a log that cannot be read is one. */
  Result submit(CheckpointWitness witness, Head head) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      long old = confirmed.getOrDefault(witness, 0L);
      if (old > head.size()) {
        return behind(witness, old);
      }
      WitnessRequest request =
          new WitnessRequest(old, view.consistency(head, old, head.size()), head.note());
      WitnessAnswer answer;
      try {
        answer = witness.add(request);
      } catch (IOException e) {
        return Result.of(witness, State.FAILED, -1, String.valueOf(e.getMessage()));
      }
      switch (answer.outcome()) {
        case CONFIRMED -> {
          confirmed.put(witness, head.size());
          return confirmed(witness, answer, head);
        }
        case CONFLICT -> {
          if (answer.size() == old) {
            boolean sameSize = old == head.size();
            return sameSize
                ? Result.of(witness, State.CONTRADICTED, old, answer.detail())
                : Result.of(witness, State.FAILED, -1, "it asks for the size that was given");
          }
          confirmed.put(witness, answer.size());
        }
        case INCONSISTENT -> {
          return Result.of(witness, State.CONTRADICTED, old, answer.detail());
        }
        default -> {
          return Result.of(witness, State.FAILED, -1, answer.detail());
        }
      }
    }
    long old = confirmed.getOrDefault(witness, 0L);
    return old > head.size()
        ? behind(witness, old)
        : Result.of(witness, State.FAILED, -1, "it names another size each time");
  }

  private static Result behind(CheckpointWitness witness, long size) {
    return Result.of(witness, State.BEHIND, size, "it has confirmed size " + size);
  }

  private Result confirmed(CheckpointWitness witness, WitnessAnswer answer, Head head) {
    List<SignedNote.Line> good = new ArrayList<>();
    for (SignedNote.Line line : answer.lines()) {
      if (verifies(head, line)) {
        good.add(line);
      }
    }
    byte[] proof = answer.proof();
    if (good.isEmpty() && proof == null) {
      return Result.of(witness, State.FAILED, -1, "its cosignature is of no listed key");
    }
    return new Result(witness.name(), State.CONFIRMED, good, proof, head.size(), "");
  }

  private boolean verifies(Head head, SignedNote.Line line) {
    try {
      return !new SignedNote(head.note().text(), List.of(line)).verify(keys).isEmpty();
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
