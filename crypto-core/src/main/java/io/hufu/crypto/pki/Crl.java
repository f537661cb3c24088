package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A certificate revocation list (RFC 5280 §5). Immutable and thread-safe. */
public final class Crl {
  private Crl() {}

  /** Parses DER or PEM strictly. */
  public static Crl parse(byte[] bytes) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    throw new AssertionError("skeleton");
  }

  /** Returns the issuer name in RFC 4514 form. */
  public String issuer() {
    throw new AssertionError("skeleton");
  }

  /** Returns when the list was made. */
  public Instant thisUpdate() {
    throw new AssertionError("skeleton");
  }

  /** Returns by when a newer list is promised, or null. */
  public @Nullable Instant nextUpdate() {
    throw new AssertionError("skeleton");
  }

  /** Tells whether the CA signed this list, may sign lists, and the list is a complete one. */
  public boolean isSignedBy(Certificate ca) {
    throw new AssertionError("skeleton");
  }

  /** Looks a certificate up; UNKNOWN when this is not its issuer's list. Call isSignedBy first. */
  public RevocationStatus statusOf(Certificate certificate) {
    throw new AssertionError("skeleton");
  }
}
