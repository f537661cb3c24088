package io.hufu.crypto;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

/** A public point; verifies SM2 or ECDSA, whichever its curve is for. */
final class EcPublicKey implements PublicKeyOperation {
  private final Curve curve;
  private final ECPoint point;
  private final byte[] z;

  EcPublicKey(Curve curve, ECPoint point) {
    this.curve = curve;
    this.point = point.normalize();
    this.z = curve == Curve.SM2 ? Sm2.z(this.point) : new byte[0];
  }

  Curve curve() {
    return curve;
  }

  ECPoint point() {
    return point;
  }

  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return curve.algorithms();
  }

  @Override
  public byte[] spki() {
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve.oid());
    return Asn1.der(new SubjectPublicKeyInfo(algorithm, point.getEncoded(false)));
  }

  /** The number that is signed by the algorithm that the curve is for. */
  byte[] digest(byte[] message) {
    return digest(curve.algorithm(), message);
  }

  /** The number that is signed: e of SM2, or the plain digest. */
  private byte[] digest(SignatureAlgorithm algorithm, byte[] message) {
    return curve == Curve.SM2 ? Sm2.digest(z, message) : algorithm.hash().digest(message);
  }

  @Override
  public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] value) {
    return verify(digest(algorithm, message), SignatureValue.fromCanonical(curve, value));
  }

  @Override
  public boolean verifyDer(SignatureAlgorithm algorithm, byte[] message, byte[] value) {
    return verify(digest(algorithm, message), SignatureValue.fromDer(curve, value));
  }

  @Override
  public byte[] messagePrefix(Sm2UserId userId) {
    return switch (userId) {
      case PROFILE -> z.clone();
      case EMPTY -> curve == Curve.SM2 ? Sm2.z(point, new byte[0]) : new byte[0];
      case ABSENT -> new byte[0];
    };
  }

  @Override
  public boolean verifyDigest(SignatureAlgorithm algorithm, byte[] digest, byte[] value) {
    return verify(digest, SignatureValue.fromCanonical(curve, value));
  }

  private boolean verify(byte[] digest, Optional<SignatureValue> value) {
    if (value.isEmpty()) {
      return false;
    }
    if (curve == Curve.SM2) {
      return Sm2.verify(point, digest, value.get());
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(point, curve.domain()));
    return signer.verifySignature(digest, value.get().r(), value.get().s());
  }
}
