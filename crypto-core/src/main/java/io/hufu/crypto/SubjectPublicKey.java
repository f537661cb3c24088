package io.hufu.crypto;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** Decodes DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7, RFC 5480, RFC 8410, GM/T 0015). */
final class SubjectPublicKey {
  private SubjectPublicKey() {}

  static PublicKeyOperation decode(byte[] der) throws MalformedDataException {
    StrictDer.check(der);
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(der);
      if (info.getPublicKeyData().getPadBits() != 0) {
        throw new MalformedDataException("public key is not a whole number of octets");
      }
      return decode(info);
    } catch (IOException | RuntimeException e) {
      throw new MalformedDataException("not a SubjectPublicKeyInfo", e);
    }
  }

  private static PublicKeyOperation decode(SubjectPublicKeyInfo info)
      throws MalformedDataException, IOException {
    ASN1ObjectIdentifier oid = info.getAlgorithm().getAlgorithm();
    @Nullable ASN1Encodable parameters = info.getAlgorithm().getParameters();
    byte[] octets = info.getPublicKeyData().getOctets();
    if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return point(parameters, octets);
    }
    if (oid.equals(GMObjectIdentifiers.sm2p256v1)) {
      // One reading of GM/T 0015: the curve's own identifier stands for the algorithm.
      boolean plain = parameters == null || parameters instanceof ASN1Null;
      return point(plain ? oid : parameters, octets);
    }
    if (oid.equals(EdECObjectIdentifiers.id_Ed25519) && parameters == null) {
      return Ed25519PublicKey.decode(octets);
    }
    if (oid.equals(PKCSObjectIdentifiers.rsaEncryption) && parameters instanceof ASN1Null) {
      return RsaPublicKey.decode(octets);
    }
    throw new MalformedDataException("public key algorithm " + oid + " is not accepted");
  }

  private static PublicKeyOperation point(@Nullable ASN1Encodable parameters, byte[] octets)
      throws MalformedDataException {
    if (!(parameters instanceof ASN1ObjectIdentifier oid)) {
      throw new MalformedDataException("elliptic curve is not given by name");
    }
    Curve curve =
        Curve.of(oid)
            .orElseThrow(() -> new MalformedDataException("curve " + oid + " is not accepted"));
    return new EcPublicKey(curve, curve.point(octets));
  }
}
