package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proof that an entry is in a log; stands alone with the entry and the trust list. Immutable.
 *
 * @param origin the log
 * @param hash the log's hash; the trust list must say the same
 * @param index position of the entry, from 0
 * @param size tree size of the checkpoint
 * @param path inclusion path, leaf side first
 * @param checkpoint the signed note with its cosignatures
 * @param salt only for kind 6 (files): the 32 bytes drawn for it
 * @param fabricProof opaque here; null when absent
 */
public record AnchorReceipt(
    String origin,
    HashAlgorithm hash,
    long index,
    long size,
    List<byte[]> path,
    String checkpoint,
    byte @Nullable [] salt,
    byte @Nullable [] fabricProof) {

  /** What a receipt proves about an entry under a trusted ledger. */
  public enum Outcome {
    /** Included, and the log and a quorum of witnesses signed the checkpoint. */
    WITNESSED,
    /** Included and signed by the log; no quorum (or none is named). */
    ANCHORED,
    /** The entry is not under the checkpoint's root. */
    NOT_INCLUDED,
    /** The log's signature, or a known witness's, does not verify. */
    BAD_SIGNATURE,
    /** Receipt, checkpoint and trust list disagree on origin, hash or size. */
    MISMATCH
  }

  /**
   * The judgement and, when WITNESSED, the time by which the quorum had cosigned.
   *
   * @param provenAt latest cosignature time of the earliest quorum; null unless WITNESSED
   */
  public record Judgement(Outcome outcome, @Nullable Instant provenAt, String detail) {}

  /** Checks ranges and copies. */
  public AnchorReceipt {
    throw new AssertionError("skeleton");
  }

  /** Judges the receipt for an entry. Never throws for what the receipt contains. */
  public Judgement judge(LogEntry entry, LedgerTrust ledger) {
    throw new AssertionError("skeleton");
  }

  /** Writes the receipt as a JSON object. */
  public JsonValue.JsonObject toJson() {
    throw new AssertionError("skeleton");
  }

  /** Reads a receipt strictly; unknown members are malformed. */
  public static AnchorReceipt fromJson(JsonValue.JsonObject json) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the Fabric proof, when there is one. */
  public Optional<byte[]> fabric() {
    return Optional.ofNullable(fabricProof);
  }
}
