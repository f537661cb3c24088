package io.hufu.crypto.pki;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import java.math.BigInteger;
import java.time.Instant;

/** Builds complete CRLs for pilots and tests. Not thread-safe. */
public final class CrlBuilder {
  /** Starts a list; times in whole seconds. */
  public CrlBuilder(Instant thisUpdate, Instant nextUpdate, long number) {
    throw new AssertionError("skeleton");
  }

  /** Adds a revoked serial with a reason code of RFC 5280 §5.3.1. */
  public CrlBuilder revoke(BigInteger serial, Instant at, int reason) {
    throw new AssertionError("skeleton");
  }

  /** Signs with the CA's key. */
  public Crl signedBy(SigningKey ca) throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }
}
