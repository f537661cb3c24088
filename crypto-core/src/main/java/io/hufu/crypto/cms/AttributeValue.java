package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.OcspResponse;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPResponse;

/** Values of the unsigned attributes that evidence travels in, as DER. Stateless. */
public final class AttributeValue {
  private static final int TAG_0 = 0xa0;
  private static final int TAG_1 = 0xa1;

  private AttributeValue() {}

  /** Writes an OCTET STRING. */
  public static byte[] ofOctets(byte[] octets) {
    return DerWriter.value(DerWriter.OCTET_STRING, octets);
  }

  /** Reads an OCTET STRING. */
  public static byte[] octets(byte[] value) throws MalformedDataException {
    StrictDer.check(value);
    return Asn1.octets(value);
  }

  /** Writes CertificateValues (ETSI EN 319 122-1 A.1.1.2). */
  public static byte[] ofCertificates(List<Certificate> certificates) {
    return DerWriter.value(
        DerWriter.SEQUENCE, certificates.stream().map(Certificate::der).toList());
  }

  /** Writes RevocationValues: lists, and answers as basic responses (same, A.1.2.2). */
  public static byte[] ofRevocation(List<Crl> crls, List<OcspResponse> answers) {
    List<byte[]> fields = new ArrayList<>();
    if (!crls.isEmpty()) {
      fields.add(field(TAG_0, crls.stream().map(Crl::der).toList()));
    }
    if (!answers.isEmpty()) {
      fields.add(field(TAG_1, answers.stream().map(AttributeValue::basic).toList()));
    }
    return DerWriter.value(DerWriter.SEQUENCE, fields);
  }

  private static byte[] field(int tag, List<byte[]> items) {
    return DerWriter.value(tag, DerWriter.value(DerWriter.SEQUENCE, items));
  }

  /** An answer that was parsed is a successful basic one. */
  private static byte[] basic(OcspResponse response) {
    return OCSPResponse.getInstance(response.der()).getResponseBytes().getResponse().getOctets();
  }
}
