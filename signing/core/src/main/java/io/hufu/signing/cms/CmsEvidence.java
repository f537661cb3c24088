package io.hufu.signing.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.AttributeType;
import io.hufu.crypto.cms.AttributeValue;
import io.hufu.crypto.cms.RevocationInfo;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.OcspResponse;
import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Evidence in a CMS: in unsigned attributes, and beside the certificates. Stateless.
 *
 * <p>Time-stamps, certificates and revocation stand where ETSI EN 319 122-1 has them, receipts and
 * status assertions in attributes of our own.
 */
public final class CmsEvidence {
  private CmsEvidence() {}

  /**
   * Returns the evidence of one signer, untrusted: its own attributes in a fixed order, then the
   * revocation information of the whole structure.
   */
  public static List<Evidence> of(SignerInfo signer, SignedData data) {
    List<Evidence> items = new ArrayList<>();
    for (byte[] token : signer.unsignedAttribute(AttributeType.SIGNATURE_TIME_STAMP)) {
      items.add(new Evidence(Kind.TIME_STAMP, token));
    }
    items.addAll(own(signer, AttributeType.HUFU_RECEIPT, Kind.RECEIPT));
    items.addAll(own(signer, AttributeType.HUFU_STATUS_ASSERTION, Kind.STATUS_ASSERTION));
    for (Certificate certificate : signer.certificateValues()) {
      items.add(new Evidence(Kind.CERTIFICATE, certificate.der()));
    }
    items.addAll(revocation(signer.revocationValues()));
    items.addAll(revocation(data.revocationInfo()));
    return items;
  }

  private static List<Evidence> own(SignerInfo signer, String type, Kind kind) {
    List<Evidence> items = new ArrayList<>();
    for (byte[] value : signer.unsignedAttribute(type)) {
      try {
        items.add(new Evidence(kind, AttributeValue.octets(value)));
      } catch (MalformedDataException e) {
        items.add(new Evidence(Kind.UNKNOWN, value));
      }
    }
    return items;
  }

  private static List<Evidence> revocation(RevocationInfo info) {
    List<Evidence> items = new ArrayList<>();
    for (Crl crl : info.crls()) {
      items.add(new Evidence(Kind.CRL, crl.der()));
    }
    for (OcspResponse response : info.ocspResponses()) {
      items.add(new Evidence(Kind.OCSP, response.der()));
    }
    return items;
  }

  /**
   * Returns the CMS with more evidence of one signer; nothing signed changes.
   *
   * @param signer position among the signers, from 0
   * @throws MalformedDataException when an item is not DER where it must be
   * @throws IllegalArgumentException for an item of unknown kind, which no attribute is for
   */
  public static SignedData add(SignedData data, int signer, List<Evidence> items)
      throws MalformedDataException {
    List<Certificate> certificates = new ArrayList<>();
    List<Crl> crls = new ArrayList<>();
    List<OcspResponse> answers = new ArrayList<>();
    SignedData result = data;
    for (Evidence item : items) {
      switch (item.kind()) {
        case TIME_STAMP ->
            result =
                result.withUnsignedAttribute(
                    signer, AttributeType.SIGNATURE_TIME_STAMP, item.bytes());
        case RECEIPT -> result = own(result, signer, AttributeType.HUFU_RECEIPT, item);
        case STATUS_ASSERTION ->
            result = own(result, signer, AttributeType.HUFU_STATUS_ASSERTION, item);
        case CERTIFICATE -> certificates.add(Certificate.fromDer(item.bytes()));
        case CRL -> crls.add(Crl.parse(item.bytes()));
        case OCSP -> answers.add(OcspResponse.parse(item.bytes()));
        case FORK_EVIDENCE, UNKNOWN ->
            throw new IllegalArgumentException("no attribute is for evidence of this kind");
      }
    }
    if (!certificates.isEmpty()) {
      byte[] value = AttributeValue.ofCertificates(certificates);
      result = result.withUnsignedAttribute(signer, AttributeType.CERTIFICATE_VALUES, value);
    }
    if (!crls.isEmpty() || !answers.isEmpty()) {
      byte[] value = AttributeValue.ofRevocation(crls, answers);
      result = result.withUnsignedAttribute(signer, AttributeType.REVOCATION_VALUES, value);
    }
    return result;
  }

  private static SignedData own(SignedData data, int signer, String type, Evidence item)
      throws MalformedDataException {
    return data.withUnsignedAttribute(signer, type, AttributeValue.ofOctets(item.bytes()));
  }
}
