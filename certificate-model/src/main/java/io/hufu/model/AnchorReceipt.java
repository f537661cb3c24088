package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

  /** The most hashes that an inclusion path can have (RFC 9162: tree sizes below 2^64). */
  private static final int MAX_PATH = 64;

  /**
   * Checks ranges and copies.
   *
   * <p>Spelt out because javac drops the annotation of an array parameter of a compact constructor.
   */
  public AnchorReceipt(
      String origin,
      HashAlgorithm hash,
      long index,
      long size,
      List<byte[]> path,
      String checkpoint,
      byte @Nullable [] salt,
      byte @Nullable [] fabricProof) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("receipt: index is not below the size");
    }
    if (path.size() > MAX_PATH || path.stream().anyMatch(node -> node.length != hash.length())) {
      throw new IllegalArgumentException("receipt: path has more than 64 hashes or wrong lengths");
    }
    if (salt != null && salt.length != 32) {
      throw new IllegalArgumentException("receipt: salt must have 32 bytes");
    }
    this.origin = origin;
    this.hash = hash;
    this.index = index;
    this.size = size;
    this.path = path.stream().map(byte[]::clone).toList();
    this.checkpoint = checkpoint;
    this.salt = salt == null ? null : salt.clone();
    this.fabricProof = fabricProof == null ? null : fabricProof.clone();
  }

  /** Judges the receipt for an entry. Never throws for what the receipt contains. */
  public Judgement judge(LogEntry entry, LedgerTrust ledger) {
    return ReceiptJudge.judge(this, entry, ledger);
  }

  /** Writes the receipt as a JSON object. */
  public JsonValue.JsonObject toJson() {
    return ReceiptJson.write(this);
  }

  /** Writes the receipt as the canonical bytes that evidence holds. */
  public byte[] encoded() {
    return Json.canonical(toJson());
  }

  /** Reads a receipt strictly; unknown members are malformed. */
  public static AnchorReceipt fromJson(JsonValue.JsonObject json) throws MalformedDataException {
    return ReceiptJson.read(json);
  }

  /** Reads the bytes of an item of evidence; they must be canonical JSON. */
  public static AnchorReceipt parse(byte[] canonical) throws MalformedDataException {
    if (Json.parseCanonical(canonical) instanceof JsonValue.JsonObject json) {
      return fromJson(json);
    }
    throw new MalformedDataException("receipt: not an object");
  }

  /** Returns the path, leaf side first (copies). */
  @Override
  public List<byte[]> path() {
    return path.stream().map(byte[]::clone).toList();
  }

  /** Returns the Fabric proof, when there is one. */
  public Optional<byte[]> fabric() {
    return Optional.ofNullable(fabricProof).map(byte[]::clone);
  }

  /** Two receipts are equal when all their parts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AnchorReceipt that && Arrays.equals(encoded(), that.encoded());
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, index, size, checkpoint);
  }
}
