package io.hufu.crypto.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;

/** What the maker of a V1 seal signs: SEQUENCE { SES_SealInfo, cert, signatureAlgorithm }. */
final class V1Scope {
  private V1Scope() {}

  /** Puts a header before the octets as they were read: nothing in them is encoded anew. */
  static byte[] sequence(byte[] info, byte[] certificate, String algorithm) {
    try {
      ByteArrayOutputStream members = new ByteArrayOutputStream();
      members.write(info);
      members.write(new DEROctetString(certificate).getEncoded());
      members.write(new ASN1ObjectIdentifier(algorithm).getEncoded());
      byte[] sequence = new DEROctetString(members.toByteArray()).getEncoded();
      sequence[0] = Der.SEQUENCE;
      return sequence;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
