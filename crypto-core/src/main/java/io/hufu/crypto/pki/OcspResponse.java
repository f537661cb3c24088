package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Certificate.KeyUsage;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;

/** A basic OCSP response (RFC 6960). Immutable and thread-safe. */
public final class OcspResponse {
  static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private final byte[] der;
  private final OcspContents contents;

  private OcspResponse(byte[] der) throws MalformedDataException {
    this.der = der;
    contents = OcspContents.of(der);
  }

  /**
   * Parses a successful response; other response statuses are malformed with a message. At most 1
   * MiB.
   */
  public static OcspResponse parse(byte[] der) throws MalformedDataException {
    return new OcspResponse(der.clone());
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    return der.clone();
  }

  /** Returns when the response was produced. */
  public Instant producedAt() {
    return contents.producedAt();
  }

  /**
   * Tells whether the issuing CA, or a responder that it certified with id-kp-OCSPSigning valid
   * when the answer was produced, signed this.
   *
   * <p>RFC 6960 §4.2.2.2; the responder's certificate is in the answer and directly below the CA.
   * Whether that certificate was revoked is not asked (§4.2.2.2.1 leaves it to id-pkix-ocsp-nocheck
   * and short lives). An answer with a critical extension that is not processed is not accepted.
   */
  public boolean isSignedFor(Certificate ca) {
    return contents.isUnderstood()
        && Stream.concat(Stream.of(ca), contents.certificates().stream())
            // §4.2.2.3: the responder id names the signer
            .filter(signer -> contents.isResponder(signer) && signer.hasUsableKey())
            .filter(signer -> signer.equals(ca) || isDelegate(signer, ca))
            .anyMatch(signer -> contents.signed().verifies(signer.key()));
  }

  private boolean isDelegate(Certificate responder, Certificate ca) {
    Instant at = producedAt().truncatedTo(ChronoUnit.SECONDS);
    return responder.extendedKeyUsage().contains(OCSP_SIGNING)
        && (!responder.hasKeyUsage() || responder.allows(KeyUsage.DIGITAL_SIGNATURE))
        && !at.isBefore(responder.notBefore())
        && !at.isAfter(responder.notAfter())
        && responder.isIssuedInNameOf(ca)
        && ca.isCa()
        && ca.hasUsableKey()
        && responder.isSignedBy(ca.key())
        && keepsProfile(responder);
  }

  private static boolean keepsProfile(Certificate responder) {
    try {
      CertificateProfile.check(X509.of(responder));
      return true;
    } catch (MalformedDataException | Violation e) {
      return false;
    }
  }

  /**
   * Looks a certificate of the CA up; UNKNOWN when no single response is about it. Call {@link
   * #isSignedFor} first. Of several about it the newest counts.
   */
  public RevocationStatus statusOf(Certificate certificate, Certificate ca) {
    return contents.singles().stream()
        .filter(single -> contents.isUnderstood() && single.isAbout(certificate, ca))
        .map(OcspSingle::status)
        .max(Comparator.comparing(RevocationStatus::thisUpdate))
        .orElseGet(
            () -> new RevocationStatus(State.UNKNOWN, null, null, false, producedAt(), null));
  }

  /**
   * Builds a request for one certificate, CertID by the CA's suite hash (SHA-1 is never sent).
   *
   * <p>Without a nonce: answers may come from a cache and are dated. SM3 for a CA with an SM2 key,
   * else SHA-256.
   *
   * @throws IllegalStateException when the CA's key is not usable
   */
  public static byte[] request(Certificate certificate, Certificate ca) {
    HashAlgorithm hash = ca.key().algorithms().iterator().next().suite().hash();
    CertID id = OcspCertId.of(hash, certificate, ca);
    Request request = new Request(id, null);
    return Asn1.der(
        new OCSPRequest(
            new TBSRequest((GeneralName) null, new DERSequence(request), (Extensions) null), null));
  }
}
