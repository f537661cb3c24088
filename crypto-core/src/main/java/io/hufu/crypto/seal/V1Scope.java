package io.hufu.crypto.seal;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** What the maker of a V1 seal signs: SEQUENCE { SES_SealInfo, cert, signatureAlgorithm }. */
final class V1Scope {
  private V1Scope() {}

  static byte[] sequence(byte[] info, byte[] certificate, String algorithm) {
    try {
      ASN1EncodableVector members = new ASN1EncodableVector();
      members.add(ASN1Primitive.fromByteArray(info));
      members.add(new DEROctetString(certificate));
      members.add(new ASN1ObjectIdentifier(algorithm));
      return new DERSequence(members).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
