package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.time.Instant;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/**
 * One SingleResponse (RFC 6960 §4.2.1). Immutable.
 *
 * @param understood whether no critical extension is unknown (§4.4)
 */
record OcspSingle(CertID id, RevocationStatus status, boolean understood) {
  private static final int GOOD = 0;
  private static final int REVOKED = 1;

  private static final Set<Integer> KEY_COMPROMISE =
      Set.of(CRLReason.keyCompromise, CRLReason.cACompromise, CRLReason.aACompromise);

  static OcspSingle of(ASN1Encodable value) throws MalformedDataException {
    SingleResponse single = SingleResponse.getInstance(value);
    Extensions extensions =
        single.getSingleExtensions() == null ? null : Asn1.extensions(single.getSingleExtensions());
    return new OcspSingle(single.getCertID(), status(single, extensions), isUnderstood(extensions));
  }

  /** Tells whether the answer is about this certificate of this CA, and usable. */
  boolean isAbout(Certificate certificate, Certificate ca) {
    return understood
        && id.getSerialNumber().getValue().equals(certificate.serial())
        && certificate.isIssuedInNameOf(ca)
        && OcspCertId.isOf(id, certificate.issuerDer(), ca);
  }

  private static RevocationStatus status(SingleResponse single, @Nullable Extensions extensions)
      throws MalformedDataException {
    Instant thisUpdate = Asn1.time(single.getThisUpdate());
    Instant nextUpdate = single.getNextUpdate() == null ? null : Asn1.time(single.getNextUpdate());
    CertStatus status = single.getCertStatus();
    if (status.getTagNo() != REVOKED) {
      State state = status.getTagNo() == GOOD ? State.GOOD : State.UNKNOWN;
      return new RevocationStatus(state, null, null, false, thisUpdate, nextUpdate);
    }
    RevokedInfo revoked = RevokedInfo.getInstance(status.getStatus());
    CRLReason reason = revoked.getRevocationReason();
    return new RevocationStatus(
        State.REVOKED,
        Asn1.time(revoked.getRevocationTime()),
        invalidityDate(extensions),
        reason != null && KEY_COMPROMISE.contains(reason.getValue().intValue()),
        thisUpdate,
        nextUpdate);
  }

  /** §4.4.5: entry extensions of CRLs may stand here. */
  private static @Nullable Instant invalidityDate(@Nullable Extensions extensions)
      throws MalformedDataException {
    ASN1GeneralizedTime date =
        extensions == null
            ? null
            : Asn1.value(
                extensions.getExtension(Extension.invalidityDate),
                ASN1GeneralizedTime::getInstance);
    return date == null ? null : Asn1.time(date);
  }

  private static boolean isUnderstood(@Nullable Extensions extensions) {
    if (extensions == null) {
      return true;
    }
    for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
      if (!critical.equals(Extension.invalidityDate) && !critical.equals(Extension.reasonCode)) {
        return false;
      }
    }
    return true;
  }
}
