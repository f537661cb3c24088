package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every carrier of a licence signs: the licence, its salted digest, its status reference.
 *
 * <p>Immutable. The digest is H(salt ‖ canonical JSON of the licence), so that carriers of one
 * licence can be compared without a dictionary attack.
 *
 * @param hash the suite's hash
 * @param salt 32 random bytes, the same in every carrier of one issue
 * @param status null when the issuer keeps no status
 * @param originalDigest for role DATA: digest of the original's signed octets; null when there is
 *     none
 * @param issuedAt the issuer's own word on the time, whole seconds
 */
public record LicencePayload(
    Licence licence,
    HashAlgorithm hash,
    byte[] salt,
    @Nullable StatusReference status,
    Role role,
    byte @Nullable [] originalDigest,
    Instant issuedAt) {
  /**
   * Copies and checks the salt's length.
   *
   * <p>Spelt out because javac drops the annotation of an array parameter of a compact constructor.
   */
  public LicencePayload(
      Licence licence,
      HashAlgorithm hash,
      byte[] salt,
      @Nullable StatusReference status,
      Role role,
      byte @Nullable [] originalDigest,
      Instant issuedAt) {
    if (salt.length != 32) {
      throw new IllegalArgumentException("salt must have 32 bytes");
    }
    this.licence = licence;
    this.hash = hash;
    this.salt = salt.clone();
    this.status = status;
    this.role = role;
    this.originalDigest = originalDigest == null ? null : originalDigest.clone();
    this.issuedAt = issuedAt;
  }

  /** Returns the 32 bytes of salt (a copy). */
  @Override
  public byte[] salt() {
    return salt.clone();
  }

  /** Returns the digest of the original's signed octets (a copy); null when there is none. */
  @Override
  public byte @Nullable [] originalDigest() {
    return originalDigest == null ? null : originalDigest.clone();
  }

  /** Computes the salted licence digest. */
  public byte[] licenceDigest() {
    return hash.digest(salt, Json.canonical(licence.toJson()));
  }

  /**
   * Writes {@code licence.json}, which layout carriers embed: canonical JSON (RFC 8785), schema
   * {@code hufu.licence/1} of docs/formats/licence.md.
   */
  public byte[] toJsonFile() {
    return Json.canonical(PayloadJson.write(this));
  }

  /**
   * Reads {@code licence.json}.
   *
   * @throws MalformedDataException when it is not canonical, has a member too many or too few, or
   *     its licenceDigest is of another licence
   */
  public static LicencePayload fromJsonFile(byte[] file) throws MalformedDataException {
    return PayloadJson.read(file);
  }

  /** Returns the status reference, when the issuer keeps a status. */
  public Optional<StatusReference> statusReference() {
    return Optional.ofNullable(status);
  }

  /** Returns the licence's items. */
  public JsonValue.JsonObject items() {
    return licence.items();
  }

  /** Two payloads are equal when all their parts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LicencePayload that
        && licence.equals(that.licence)
        && hash == that.hash
        && Arrays.equals(salt, that.salt)
        && Objects.equals(status, that.status)
        && role == that.role
        && Arrays.equals(originalDigest, that.originalDigest)
        && issuedAt.equals(that.issuedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(licence, hash, Arrays.hashCode(salt), status, role, issuedAt);
  }
}
