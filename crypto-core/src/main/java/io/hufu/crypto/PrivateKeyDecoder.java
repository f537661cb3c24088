package io.hufu.crypto;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** Decodes PKCS#8 (RFC 5958) and SEC 1 (RFC 5915) private keys. Messages never hold key bytes. */
final class PrivateKeyDecoder {
  private PrivateKeyDecoder() {}

  static SoftwareKey pkcs8(byte[] der) throws KeyUnavailableException {
    PrivateKeyInfo info;
    try {
      info = PrivateKeyInfo.getInstance(der);
    } catch (RuntimeException e) {
      throw unreadable();
    }
    return pkcs8(info);
  }

  static SoftwareKey pkcs8(PrivateKeyInfo info) throws KeyUnavailableException {
    ASN1ObjectIdentifier oid = info.getPrivateKeyAlgorithm().getAlgorithm();
    @Nullable ASN1Encodable parameters = info.getPrivateKeyAlgorithm().getParameters();
    try {
      if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        return onCurve(parameters, ECPrivateKey.getInstance(info.parsePrivateKey()));
      }
      if (oid.equals(GMObjectIdentifiers.sm2p256v1)) {
        return onCurve(oid, ECPrivateKey.getInstance(info.parsePrivateKey()));
      }
      if (oid.equals(EdECObjectIdentifiers.id_Ed25519)) {
        byte[] secret = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
        return Ed25519PrivateKey.of(secret);
      }
    } catch (IOException | RuntimeException | MalformedDataException e) {
      // The cause is left out: an ASN.1 parser may quote what it could not read.
      throw unreadable();
    }
    throw unsupported("private key algorithm " + oid);
  }

  static SoftwareKey sec1(byte[] der) throws KeyUnavailableException {
    try {
      ECPrivateKey key = ECPrivateKey.getInstance(der);
      return onCurve(key.getParametersObject(), key);
    } catch (RuntimeException | MalformedDataException e) {
      throw unreadable();
    }
  }

  private static SoftwareKey onCurve(@Nullable ASN1Encodable parameters, ECPrivateKey key)
      throws KeyUnavailableException, MalformedDataException {
    if (!(parameters instanceof ASN1ObjectIdentifier oid)) {
      throw unsupported("a private key whose curve is not given by name");
    }
    Curve curve = Curve.of(oid).orElseThrow(() -> unsupported("a private key on curve " + oid));
    if (!curve.algorithm().signs()) {
      throw unsupported("signing with " + curve.algorithm());
    }
    BigInteger d = key.getKey();
    EcPrivateKey decoded = EcPrivateKey.of(curve, d);
    @Nullable ASN1BitString point = key.getPublicKey();
    if (point != null && !decoded.hasPublicPoint(point.getOctets())) {
      throw new KeyUnavailableException(
          Reason.UNREADABLE, "the private key holds a public key that is not its own");
    }
    return decoded;
  }

  private static KeyUnavailableException unreadable() {
    return new KeyUnavailableException(
        Reason.UNREADABLE, "not a readable private key; expected PKCS#8 or SEC 1");
  }

  private static KeyUnavailableException unsupported(String what) {
    return new KeyUnavailableException(
        Reason.UNSUPPORTED_ALGORITHM,
        what + " is not supported; use a key on SM2, P-256 or Ed25519");
  }
}
