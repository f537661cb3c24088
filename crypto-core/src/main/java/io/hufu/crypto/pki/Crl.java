package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A certificate revocation list (RFC 5280 §5). Immutable and thread-safe. */
public final class Crl {
  private final byte[] der;
  private final SignedParts signed;
  private final CrlContents contents;

  /** The last answer: one list is asked for by each certificate of its CA in a document. */
  private volatile @Nullable Answer answer;

  private record Answer(VerificationKey key, boolean verifies) {}

  private Crl(byte[] der) throws MalformedDataException {
    this.der = der;
    if (StrictDer.elements(der).size() != 3) {
      throw new MalformedDataException("not a CRL: three parts are expected");
    }
    signed = SignedParts.of(der);
    contents = CrlContents.of(signed.message());
    // §5.1.1.2: the algorithm inside the signature is the same
    if (!Arrays.equals(contents.signatureAlgorithm(), signed.algorithm())) {
      throw new MalformedDataException("inner and outer signature algorithm of a CRL differ");
    }
  }

  /**
   * Parses DER or PEM strictly, at most 32 MiB. PEM is one {@code X509 CRL} block; text around it
   * is ignored.
   */
  public static Crl parse(byte[] bytes) throws MalformedDataException {
    if (bytes.length > CrlContents.MAX_LENGTH) {
      throw new MalformedDataException("CRL larger than 32 MiB");
    }
    boolean isDer = bytes.length > 0 && bytes[0] == 0x30;
    return new Crl(isDer ? bytes.clone() : CrlContents.fromPem(bytes));
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    return der.clone();
  }

  /** Returns the issuer name in RFC 4514 form. */
  public String issuer() {
    return contents.issuer().text();
  }

  /** Returns when the list was made. */
  public Instant thisUpdate() {
    return contents.thisUpdate();
  }

  /** Returns by when a newer list is promised, or null. */
  public @Nullable Instant nextUpdate() {
    return contents.nextUpdate();
  }

  /**
   * Tells whether the CA signed this list, may sign lists, and the list is a complete one.
   *
   * <p>Complete (RFC 5280 §5.2): neither delta nor limited by an issuing distribution point, with a
   * number that is not critical, and without critical extensions of list or entries that are not
   * processed (§5.2, §5.3: such a list must not be used for any certificate).
   */
  public boolean isSignedBy(Certificate ca) {
    // §6.3.3 (b): the issuer of the list is the issuer of the certificates
    // §6.3.3 (f): a key usage, if present, has cRLSign; only CAs issue complete lists
    boolean mayIssue = ca.isCa() && (!ca.hasKeyUsage() || ca.allows(KeyUsage.CRL_SIGN));
    return contents.isComplete()
        && mayIssue
        && contents.isIssuedBy(ca.subjectDer())
        && ca.hasUsableKey()
        // §6.3.3 (g)
        && verifies(ca.key());
  }

  private boolean verifies(VerificationKey key) {
    Answer before = answer;
    if (before == null || !before.key().equals(key)) {
      before = new Answer(key, signed.verifies(key));
      answer = before;
    }
    return before.verifies();
  }

  /** Looks a certificate up; UNKNOWN when this is not its issuer's list. Call isSignedBy first. */
  public RevocationStatus statusOf(Certificate certificate) {
    return contents.isIssuedBy(certificate.issuerDer())
        ? statusOf(certificate.serial())
        : contents.status(State.UNKNOWN);
  }

  /** Looks up a serial of the list's issuer; UNKNOWN when the list is not complete. */
  RevocationStatus statusOf(BigInteger serial) {
    return contents.isComplete() ? contents.statusOf(serial) : contents.status(State.UNKNOWN);
  }
}
