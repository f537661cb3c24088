package io.hufu.crypto;

import java.util.Set;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public key of Ed25519 (RFC 8032 §5.1) in the group of prime order. */
final class Ed25519PublicKey implements PublicKeyOperation {
  private final Ed25519.PublicPoint point;

  private Ed25519PublicKey(Ed25519.PublicPoint point) {
    this.point = point;
  }

  static Ed25519PublicKey decode(byte[] octets) throws MalformedDataException {
    if (octets.length != Ed25519.PUBLIC_KEY_SIZE) {
      throw new MalformedDataException("Ed25519 public key is not 32 bytes");
    }
    // The full check refuses small and mixed order, under which one signature may fit many keys.
    Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(octets, 0);
    if (point == null) {
      throw new MalformedDataException("Ed25519 public key is not a point of prime order");
    }
    return new Ed25519PublicKey(point);
  }

  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return Set.of(SignatureAlgorithm.ED25519);
  }

  byte[] octets() {
    byte[] octets = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.encodePublicPoint(point, octets, 0);
    return octets;
  }

  @Override
  public byte[] spki() {
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
    return Asn1.der(new SubjectPublicKeyInfo(algorithm, octets()));
  }

  @Override
  public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] value) {
    return value.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(value, 0, point, message, 0, message.length);
  }
}
