package io.hufu.crypto;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * The parts of one certificate, cut from its bytes (RFC 5280 §4.1). Arrays are not shared outside
 * {@link Certificate}.
 */
record CertificateParts(
    byte[] tbs,
    byte[] signatureAlgorithm,
    byte[] signature,
    BigInteger serial,
    DistinguishedName issuer,
    DistinguishedName subject,
    Instant notBefore,
    Instant notAfter,
    byte[] spki,
    CertificateExtensions extensions) {
  private static final byte VERSION_TAG = (byte) 0xa0;
  private static final byte BIT_STRING = 3;
  private static final int VERSION_3 = 3;

  static CertificateParts of(byte[] der) throws MalformedDataException {
    List<byte[]> outer = StrictDer.elements(der);
    if (outer.size() != 3 || outer.get(2)[0] != BIT_STRING) {
      throw new MalformedDataException("not a certificate");
    }
    try {
      return of(outer.get(0), outer.get(1), signature(outer.get(2)));
    } catch (RuntimeException e) {
      // The ASN.1 objects of the library report what they dislike by unchecked exceptions.
      throw new MalformedDataException("certificate does not have the form of RFC 5280 4.1", e);
    }
  }

  private static byte[] signature(byte[] bitString) throws MalformedDataException {
    byte[] content = StrictDer.content(bitString);
    if (content[0] != 0) {
      throw new MalformedDataException("signature is not a whole number of octets");
    }
    return Arrays.copyOfRange(content, 1, content.length);
  }

  private static CertificateParts of(byte[] tbs, byte[] algorithm, byte[] signature)
      throws MalformedDataException {
    TBSCertificate parsed = TBSCertificate.getInstance(tbs);
    if (parsed.getExtensions() != null && parsed.getVersionNumber() != VERSION_3) {
      throw new MalformedDataException("extensions in a certificate that is not version 3");
    }
    List<byte[]> fields = StrictDer.elements(tbs);
    int first = fields.get(0)[0] == VERSION_TAG ? 1 : 0;
    // Equal as bytes: NULL and absent parameters are both met, but not one inside, one outside.
    if (!Arrays.equals(fields.get(first + 1), algorithm)) {
      throw new MalformedDataException("inner and outer signature algorithm differ");
    }
    List<byte[]> validity = StrictDer.elements(fields.get(first + 3));
    return new CertificateParts(
        tbs,
        algorithm,
        signature,
        parsed.getSerialNumber().getValue(),
        new DistinguishedName(fields.get(first + 2)),
        new DistinguishedName(fields.get(first + 4)),
        CertificateTime.parse(validity.get(0)),
        CertificateTime.parse(validity.get(1)),
        fields.get(first + 5),
        new CertificateExtensions(parsed.getExtensions()));
  }
}
