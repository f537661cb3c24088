package io.hufu.ledger;

import io.hufu.crypto.log.SignedNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a witness says to a checkpoint. Immutable.
 *
 * @param lines cosignature lines; not empty for a witness that CONFIRMED by cosigning
 * @param size the size that the witness confirmed last; −1 unless CONFLICT
 * @param proof what a chain gives instead of a line, for {@link
 *     io.hufu.model.AnchorReceipt#fabric}; null from a witness that cosigns
 * @param detail one line for a person; empty when there is nothing to say
 */
public record WitnessAnswer(
    Outcome outcome,
    List<SignedNote.Line> lines,
    long size,
    byte @Nullable [] proof,
    String detail) {
  /** The answers of C2SP tlog-witness. */
  public enum Outcome {
    /** The checkpoint is consistent with all that the witness confirmed before. */
    CONFIRMED(200),
    /** The request cannot be read, or its old size is above the new one. */
    MALFORMED(400),
    /** No key that the witness knows of this origin has signed. */
    NOT_SIGNED(403),
    /** The witness does not know the origin. */
    UNKNOWN_LOG(404),
    /** The witness last confirmed another size, or another root of the same size. */
    CONFLICT(409),
    /** The proof does not lead from what the witness confirmed last to the checkpoint. */
    INCONSISTENT(422);

    private final int status;

    Outcome(int status) {
      this.status = status;
    }

    /** Returns the HTTP status that stands for the outcome. */
    public int status() {
      return status;
    }
  }

  /**
   * Copies.
   *
   * <p>Spelt out because javac drops the annotation of an array parameter of a compact constructor.
   */
  public WitnessAnswer(
      Outcome outcome,
      List<SignedNote.Line> lines,
      long size,
      byte @Nullable [] proof,
      String detail) {
    this.outcome = outcome;
    this.lines = List.copyOf(lines);
    this.size = size;
    this.proof = proof == null ? null : proof.clone();
    this.detail = detail;
  }

  /** A witness that cosigned. */
  public static WitnessAnswer cosigned(List<SignedNote.Line> lines) {
    return new WitnessAnswer(Outcome.CONFIRMED, lines, -1, null, "");
  }

  /** A chain that took the checkpoint in, with the proof that it did. */
  public static WitnessAnswer recorded(byte[] proof) {
    return new WitnessAnswer(Outcome.CONFIRMED, List.of(), -1, proof, "");
  }

  /** The witness last confirmed this size. */
  public static WitnessAnswer conflict(long size, String detail) {
    return new WitnessAnswer(Outcome.CONFLICT, List.of(), size, null, detail);
  }

  /** Any other refusal. */
  public static WitnessAnswer refused(Outcome outcome, String detail) {
    return new WitnessAnswer(outcome, List.of(), -1, null, detail);
  }

  /** Returns the chain's proof (a copy), or null. */
  @Override
  public byte @Nullable [] proof() {
    return proof == null ? null : proof.clone();
  }

  /** Two answers are equal when they are one and the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
