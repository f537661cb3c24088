package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.JsonValue;
import java.time.Instant;
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
  /** Copies and checks the salt's length. */
  public LicencePayload {
    if (salt.length != 32) {
      throw new IllegalArgumentException("salt must have 32 bytes");
    }
    salt = salt.clone();
    originalDigest = originalDigest == null ? null : originalDigest.clone();
  }

  /** Computes the salted licence digest. */
  public byte[] licenceDigest() {
    return hash.digest(salt, io.hufu.crypto.jose.Json.canonical(licence.toJson()));
  }

  /** Returns the status reference, when the issuer keeps a status. */
  public Optional<StatusReference> statusReference() {
    return Optional.ofNullable(status);
  }

  /** Returns the licence's items. */
  public JsonValue.JsonObject items() {
    return licence.items();
  }
}
