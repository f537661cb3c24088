package io.hufu.crypto;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/** The named curves that keys may be on; all have cofactor 1. */
@SuppressWarnings("ImmutableEnumChecker") // BouncyCastle's identifiers and domains are immutable.
enum Curve {
  SM2("sm2p256v1", GMObjectIdentifiers.sm2p256v1, SignatureAlgorithm.SM2_SM3),
  P256(
      "secp256r1",
      SECObjectIdentifiers.secp256r1,
      SignatureAlgorithm.ES256,
      SignatureAlgorithm.P256_SHA384,
      SignatureAlgorithm.P256_SHA512),
  P384(
      "secp384r1",
      SECObjectIdentifiers.secp384r1,
      SignatureAlgorithm.ES384,
      SignatureAlgorithm.P384_SHA256,
      SignatureAlgorithm.P384_SHA512),
  P521(
      "secp521r1",
      SECObjectIdentifiers.secp521r1,
      SignatureAlgorithm.ES512,
      SignatureAlgorithm.P521_SHA256,
      SignatureAlgorithm.P521_SHA384);

  private final ASN1ObjectIdentifier oid;
  private final Set<SignatureAlgorithm> algorithms;
  private final ECDomainParameters domain;

  Curve(String name, ASN1ObjectIdentifier oid, SignatureAlgorithm... algorithms) {
    // CustomNamedCurves: several times faster than the generic arithmetic of GMNamedCurves.
    X9ECParameters parameters = CustomNamedCurves.getByName(name);
    this.oid = oid;
    this.algorithms = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(algorithms)));
    this.domain = new ECDomainParameters(parameters);
  }

  static Optional<Curve> of(ASN1ObjectIdentifier oid) {
    for (Curve curve : values()) {
      if (curve.oid.equals(oid)) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  static Optional<Curve> of(SignatureAlgorithm algorithm) {
    for (Curve curve : values()) {
      if (curve.algorithms.contains(algorithm)) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  ASN1ObjectIdentifier oid() {
    return oid;
  }

  /** The algorithm that the curve is for: the hash of its own strength. */
  SignatureAlgorithm algorithm() {
    return algorithms.iterator().next();
  }

  /** All algorithms of the curve, its own first. */
  Set<SignatureAlgorithm> algorithms() {
    return algorithms;
  }

  ECDomainParameters domain() {
    return domain;
  }

  BigInteger order() {
    return domain.getN();
  }

  /** Bytes of a field element, and of r and of s. */
  int length() {
    return (domain.getCurve().getFieldSize() + 7) / 8;
  }

  /** Decodes an uncompressed point: on the curve, not infinity. */
  ECPoint point(byte[] encoded) throws MalformedDataException {
    if (encoded.length != 1 + 2 * length() || encoded[0] != 4) {
      throw new MalformedDataException("public key is not an uncompressed point of " + name());
    }
    try {
      return domain.validatePublicPoint(domain.getCurve().decodePoint(encoded));
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("public key is not a point on " + name(), e);
    }
  }

  /** The largest private key: n−1, but n−2 for SM2, which inverts 1+d (GB/T 32918.1 clause 6.1). */
  BigInteger largestPrivateKey() {
    return order().subtract(BigInteger.valueOf(this == SM2 ? 2 : 1));
  }
}
