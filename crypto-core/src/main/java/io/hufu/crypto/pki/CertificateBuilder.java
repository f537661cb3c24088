package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import java.math.BigInteger;
import java.time.Instant;

/** Builds certificates for pilots and tests. Not thread-safe. */
public final class CertificateBuilder {
  /** What the certificate is for; fixes key usage, basic constraints and extended key usage. */
  public enum Profile {
    ROOT,
    CA,
    /** Signs licences, notes or lists: digitalSignature, nonRepudiation. */
    SIGNER,
    /** The encryption half of a dual pair: keyEncipherment, dataEncipherment, keyAgreement. */
    ENCRYPTION,
    TIME_STAMPING,
    OCSP_RESPONDER
  }

  /** Starts a certificate for a key; {@code subject} in RFC 4514 form. */
  public CertificateBuilder(Profile profile, String subject, VerificationKey key) {
    throw new AssertionError("skeleton");
  }

  /** Sets the period of validity, both ends inclusive, whole seconds. */
  public CertificateBuilder validity(Instant from, Instant to) {
    throw new AssertionError("skeleton");
  }

  /** Sets the positive serial number, at most 20 bytes. */
  public CertificateBuilder serial(BigInteger serial) {
    throw new AssertionError("skeleton");
  }

  /** Adds a CRL distribution point. */
  public CertificateBuilder crlAt(String uri) {
    throw new AssertionError("skeleton");
  }

  /** Signs with a CA key that has a certificate. */
  public Certificate signedBy(SigningKey ca) throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  /** Signs with its own key (roots). */
  public Certificate selfSigned(SigningKey key) throws KeyUnavailableException {
    throw new AssertionError("skeleton");
  }
}
