package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.DistinguishedName;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.x509.Extensions;

/** The parts of a basic OCSP response (RFC 6960 §4.2.1). Immutable. */
final class OcspContents {
  /** Longest answer that is read, in bytes. */
  static final int MAX_LENGTH = 1 << 20;

  private final SignedParts signed;
  private final List<Certificate> certificates;
  private final ResponderID responder;
  private final Instant producedAt;
  private final List<OcspSingle> singles = new ArrayList<>();
  private final boolean understood;

  private OcspContents(byte[] basic) throws MalformedDataException {
    List<byte[]> parts = StrictDer.elements(basic);
    signed = SignedParts.of(basic);
    certificates = parts.size() == 3 ? List.of() : certificates(parts);
    ResponseData data = ResponseData.getInstance(signed.message());
    if (data.getVersion().intValueExact() != 0) {
      throw new MalformedDataException("OCSP response version is not 1");
    }
    responder = data.getResponderID();
    producedAt = Asn1.time(data.getProducedAt());
    for (ASN1Encodable single : data.getResponses()) {
      singles.add(OcspSingle.of(single));
    }
    Extensions extensions = data.getResponseExtensions();
    understood =
        extensions == null || Asn1.extensions(extensions).getCriticalExtensionOIDs().length == 0;
  }

  static OcspContents of(byte[] der) throws MalformedDataException {
    if (der.length > MAX_LENGTH) {
      throw new MalformedDataException("OCSP response larger than 1 MiB");
    }
    StrictDer.check(der);
    try {
      OCSPResponse response = OCSPResponse.getInstance(der);
      int status = response.getResponseStatus().getIntValue();
      if (status != OCSPResponseStatus.SUCCESSFUL) {
        throw new MalformedDataException("OCSP response status is " + status + ", not successful");
      }
      if (!response
          .getResponseBytes()
          .getResponseType()
          .equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
        throw new MalformedDataException("OCSP response is not a basic one");
      }
      return new OcspContents(response.getResponseBytes().getResponse().getOctets());
    } catch (RuntimeException e) {
      throw new MalformedDataException("OCSP response does not have the form of RFC 6960", e);
    }
  }

  private static List<Certificate> certificates(List<byte[]> parts) throws MalformedDataException {
    ASN1TaggedObject field = ASN1TaggedObject.getInstance(parts.get(3));
    if (parts.size() != 4 || !field.hasContextTag(0)) {
      throw new MalformedDataException("OCSP response has an unknown field");
    }
    List<Certificate> certificates = new ArrayList<>();
    for (ASN1Encodable certificate : ASN1Sequence.getInstance(field, true)) {
      certificates.add(Certificate.fromDer(Asn1.der(certificate)));
    }
    return List.copyOf(certificates);
  }

  SignedParts signed() {
    return signed;
  }

  List<Certificate> certificates() {
    return certificates;
  }

  Instant producedAt() {
    return producedAt;
  }

  List<OcspSingle> singles() {
    return singles;
  }

  /** Tells whether no critical extension of the whole answer is unknown (§4.4). */
  boolean isUnderstood() {
    return understood;
  }

  /** §4.2.2.3: the responder is named by its subject or by the hash of its key. */
  boolean isResponder(Certificate certificate) {
    byte[] keyHash = responder.getKeyHash();
    if (keyHash != null) {
      return Arrays.equals(keyHash, OcspCertId.keyHash(certificate));
    }
    try {
      DistinguishedName name = DistinguishedName.parse(Asn1.der(responder.getName()));
      return name.equals(DistinguishedName.parse(certificate.subjectDer()));
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
