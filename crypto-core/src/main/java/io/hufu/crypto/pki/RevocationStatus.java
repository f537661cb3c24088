package io.hufu.crypto.pki;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one CRL or OCSP answer says of one certificate. Immutable.
 *
 * @param revokedAt set when {@code state} is REVOKED
 * @param invalidityDate when the key is known or suspected to be compromised (RFC 5280 §5.3.2)
 * @param keyCompromise whether the reason is keyCompromise, cACompromise or aACompromise
 * @param nextUpdate null when the answer names none
 */
public record RevocationStatus(
    State state,
    @Nullable Instant revokedAt,
    @Nullable Instant invalidityDate,
    boolean keyCompromise,
    Instant thisUpdate,
    @Nullable Instant nextUpdate) {
  /** The answer's word on the certificate. */
  public enum State {
    GOOD,
    REVOKED,
    /** The answer does not speak of this certificate (OCSP unknown, other issuer or scope). */
    UNKNOWN
  }
}
