package io.hufu.crypto.cms;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The few steps between ASN.1 objects and bytes that CMS needs. */
final class Asn1 {
  private Asn1() {}

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("an ASN.1 object in memory has no encoding", e);
    }
  }

  static String oid(byte[] der) throws MalformedDataException {
    try {
      return ASN1ObjectIdentifier.getInstance(der).getId();
    } catch (RuntimeException e) {
      throw new MalformedDataException("a value is not an OBJECT IDENTIFIER", e);
    }
  }

  static byte[] octets(byte[] der) throws MalformedDataException {
    try {
      return ASN1OctetString.getInstance(der).getOctets();
    } catch (RuntimeException e) {
      throw new MalformedDataException("a value is not an OCTET STRING", e);
    }
  }

  static AlgorithmIdentifier algorithm(byte[] der) throws MalformedDataException {
    StrictDer.check(der);
    try {
      return AlgorithmIdentifier.getInstance(der);
    } catch (RuntimeException e) {
      throw new MalformedDataException("a value is not an AlgorithmIdentifier", e);
    }
  }
}
