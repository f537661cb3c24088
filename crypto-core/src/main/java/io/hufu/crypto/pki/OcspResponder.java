package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/**
 * Answers OCSP requests from a CA's current list, for pilots and tests (RFC 6960). Thread-safe.
 *
 * <p>Bytes in, bytes out. A serial that the list does not name is good, also when it was never
 * issued: the list is all this responder knows.
 */
public final class OcspResponder {
  private static final int MAX_REQUEST = 64 << 10;
  private static final int MAX_NONCE = 128;
  private static final CertStatus UNKNOWN = new CertStatus(2, DERNull.INSTANCE);

  private final SigningKey key;
  private final Certificate ca;
  private final Supplier<Crl> lists;
  private final Clock clock;

  /**
   * Answers for a CA, with its own key or with a key that it certified for OCSP.
   *
   * @param lists supplies the CA's newest list, from any thread
   */
  public OcspResponder(SigningKey key, Certificate ca, Supplier<Crl> lists, Clock clock) {
    boolean own = key.certificate().equals(ca);
    if (!own && !key.certificate().extendedKeyUsage().contains(OcspResponse.OCSP_SIGNING)) {
      throw new IllegalArgumentException(
          key.certificate() + " neither is the CA nor may answer for it");
    }
    this.key = key;
    this.ca = ca;
    this.lists = lists;
    this.clock = clock;
  }

  /**
   * Answers a DER OCSPRequest with a DER OCSPResponse; no request makes it fail.
   *
   * @return an answer of status malformedRequest for anything that is no request, tryLater without
   *     a current list, internalError when the key cannot be used
   */
  public byte[] respond(byte[] request) {
    Crl list = lists.get();
    try {
      if (request.length > MAX_REQUEST) {
        return failure(OCSPResponseStatus.MALFORMED_REQUEST);
      }
      StrictDer.check(request);
      return respond(OCSPRequest.getInstance(request).getTbsRequest(), list);
    } catch (KeyUnavailableException e) {
      return failure(OCSPResponseStatus.INTERNAL_ERROR);
    } catch (MalformedDataException | RuntimeException e) {
      return failure(OCSPResponseStatus.MALFORMED_REQUEST);
    }
  }

  private byte[] respond(TBSRequest request, Crl list) throws KeyUnavailableException {
    Instant now = clock.instant();
    boolean current = list.nextUpdate() == null || !now.isAfter(list.nextUpdate());
    if (!current || !list.isSignedBy(ca)) {
      return failure(OCSPResponseStatus.TRY_LATER);
    }
    ASN1EncodableVector singles = new ASN1EncodableVector();
    for (ASN1Encodable each : request.getRequestList()) {
      singles.add(single(Request.getInstance(each).getReqCert(), list));
    }
    X500Name name = X500Name.getInstance(key.certificate().subjectDer());
    return sign(
        new ResponseData(
            new ResponderID(name),
            Asn1.generalized(now),
            new DERSequence(singles),
            echoedNonce(request.getRequestExtensions())));
  }

  private SingleResponse single(CertID id, Crl list) {
    RevocationStatus status = list.statusOf(id.getSerialNumber().getValue());
    ASN1GeneralizedTime next =
        status.nextUpdate() == null ? null : Asn1.generalized(status.nextUpdate());
    return new SingleResponse(
        id,
        OcspCertId.isOf(id, ca.subjectDer(), ca) ? certStatus(status) : UNKNOWN,
        Asn1.generalized(status.thisUpdate()),
        next,
        invalidityDate(status));
  }

  private static CertStatus certStatus(RevocationStatus status) {
    Instant revokedAt = status.revokedAt();
    if (status.state() != State.REVOKED || revokedAt == null) {
      return status.state() == State.GOOD ? new CertStatus() : UNKNOWN;
    }
    CRLReason reason = status.keyCompromise() ? CRLReason.lookup(CRLReason.keyCompromise) : null;
    return new CertStatus(new RevokedInfo(Asn1.generalized(revokedAt), reason));
  }

  /** §4.4.5: the entry extension of the list goes along. */
  private static @Nullable Extensions invalidityDate(RevocationStatus status) {
    Instant date = status.invalidityDate();
    return date == null
        ? null
        : new Extensions(
            new Extension(Extension.invalidityDate, false, Asn1.der(Asn1.generalized(date))));
  }

  /** §4.4.1, RFC 9654: a nonce of 1 to 128 octets comes back as it was. */
  private static @Nullable Extensions echoedNonce(@Nullable Extensions request) {
    Extension nonce =
        request == null ? null : request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    boolean fits = nonce != null && nonce.getExtnValue().getOctetsLength() <= MAX_NONCE + 4;
    return fits ? new Extensions(nonce) : null;
  }

  private byte[] sign(ResponseData data) throws KeyUnavailableException {
    boolean delegated = !key.certificate().equals(ca);
    DERSequence certificates =
        delegated ? new DERSequence(ASN1Sequence.getInstance(key.certificate().der())) : null;
    BasicOCSPResponse basic =
        new BasicOCSPResponse(
            data,
            AlgorithmIdentifier.getInstance(key.algorithm().algorithmIdentifier()),
            new DERBitString(key.signDer(Asn1.der(data))),
            certificates);
    return Asn1.der(
        new OCSPResponse(
            new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
            new ResponseBytes(
                OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(Asn1.der(basic)))));
  }

  private static byte[] failure(int status) {
    return Asn1.der(new OCSPResponse(new OCSPResponseStatus(status), null));
  }
}
