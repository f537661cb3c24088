package io.hufu.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** A private number on the SM2 curve or on P-256. */
final class EcPrivateKey implements SoftwareKey {
  /** Secret numbers of SM2 signatures never come from a caller: a repeated one gives d away. */
  private static final SecureRandom NONCES = new SecureRandom();

  private final EcPublicKey publicKey;
  private final BigInteger d;
  private final Supplier<BigInteger> nonces;

  private EcPrivateKey(Curve curve, BigInteger d, Supplier<BigInteger> nonces) {
    this.publicKey =
        new EcPublicKey(curve, new FixedPointCombMultiplier().multiply(curve.domain().getG(), d));
    this.d = d;
    this.nonces = nonces;
  }

  /** Takes a private number that is in range for the curve. */
  static EcPrivateKey of(Curve curve, BigInteger d) throws MalformedDataException {
    return of(curve, d, () -> randomNumber(Curve.SM2.order(), NONCES));
  }

  /** As {@link #of(Curve, BigInteger)}, with the secret numbers of known-answer vectors. */
  static EcPrivateKey of(Curve curve, BigInteger d, Supplier<BigInteger> nonces)
      throws MalformedDataException {
    if (d.signum() <= 0 || d.compareTo(curve.largestPrivateKey()) > 0) {
      throw new MalformedDataException("private key is out of range for its curve");
    }
    return new EcPrivateKey(curve, d, nonces);
  }

  static EcPrivateKey generate(Curve curve, SecureRandom random) {
    BigInteger d = randomNumber(curve.largestPrivateKey().add(BigInteger.ONE), random);
    try {
      return of(curve, d);
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a random number left its range", e);
    }
  }

  /** Returns a uniform number in 1..end−1. */
  private static BigInteger randomNumber(BigInteger end, SecureRandom random) {
    while (true) {
      BigInteger number = BigIntegers.createRandomBigInteger(end.bitLength(), random);
      if (number.signum() > 0 && number.compareTo(end) < 0) {
        return number;
      }
    }
  }

  @Override
  public VerificationKey publicKey() {
    return new VerificationKey(publicKey);
  }

  Curve curve() {
    return publicKey.curve();
  }

  BigInteger number() {
    return d;
  }

  boolean hasPublicPoint(byte[] encoded) {
    try {
      return publicKey.curve().point(encoded).equals(publicKey.point());
    } catch (MalformedDataException e) {
      return false;
    }
  }

  @Override
  public byte[] sign(byte[] message) {
    return signDigest(publicKey.digest(message));
  }

  /** Signs e of SM2, or the plain digest of ECDSA. */
  byte[] signDigest(byte[] digest) {
    Curve curve = publicKey.curve();
    if (curve == Curve.SM2) {
      return Sm2.sign(d, digest, nonces).canonical(curve);
    }
    // RFC 6979: k follows from key and message, so a poor random source cannot give d away.
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(d, curve.domain()));
    BigInteger[] value = signer.generateSignature(digest);
    return new SignatureValue(value[0], value[1]).canonical(curve);
  }

  @Override
  public PrivateKeyInfo export() {
    Curve curve = publicKey.curve();
    DERBitString point = new DERBitString(publicKey.point().getEncoded(false));
    try {
      return new PrivateKeyInfo(
          new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve.oid()),
          new ECPrivateKey(curve.order().bitLength(), d, point, null));
    } catch (IOException e) {
      throw new UncheckedIOException("a private key has no encoding", e);
    }
  }
}
