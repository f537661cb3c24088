package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import java.time.Instant;

/** A basic OCSP response (RFC 6960). Immutable and thread-safe. */
public final class OcspResponse {
  private OcspResponse() {}

  /** Parses a successful response; other response statuses are malformed with a message. */
  public static OcspResponse parse(byte[] der) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    throw new AssertionError("skeleton");
  }

  /** Returns when the response was produced. */
  public Instant producedAt() {
    throw new AssertionError("skeleton");
  }

  /**
   * Tells whether the issuing CA, or a responder that it certified with id-kp-OCSPSigning valid
   * when the answer was produced, signed this.
   */
  public boolean isSignedFor(Certificate ca) {
    throw new AssertionError("skeleton");
  }

  /** Looks a certificate of the CA up; UNKNOWN when no single response is about it. */
  public RevocationStatus statusOf(Certificate certificate, Certificate ca) {
    throw new AssertionError("skeleton");
  }

  /** Builds a request for one certificate, CertID by the CA's suite hash (SHA-1 is never sent). */
  public static byte[] request(Certificate certificate, Certificate ca) {
    throw new AssertionError("skeleton");
  }
}
