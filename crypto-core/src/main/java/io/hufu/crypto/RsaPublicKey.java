package io.hufu.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.util.BigIntegers;

/** A public key of RSA (RFC 8017) of 2048 to 16384 bits; verifies only. */
final class RsaPublicKey implements PublicKeyOperation {
  private static final int MIN_BITS = 2048;
  private static final int MAX_BITS = 16384;
  private static final int MAX_EXPONENT_BITS = 64;
  private static final Set<SignatureAlgorithm> PSS =
      Set.of(SignatureAlgorithm.PS256, SignatureAlgorithm.PS384, SignatureAlgorithm.PS512);
  private static final Set<SignatureAlgorithm> ALGORITHMS =
      Collections.unmodifiableSet(
          EnumSet.of(
              SignatureAlgorithm.PS256,
              SignatureAlgorithm.RS256,
              SignatureAlgorithm.PS384,
              SignatureAlgorithm.PS512,
              SignatureAlgorithm.RS384,
              SignatureAlgorithm.RS512));
  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private final BigInteger modulus;
  private final BigInteger exponent;

  private RsaPublicKey(BigInteger modulus, BigInteger exponent) {
    this.modulus = modulus;
    this.exponent = exponent;
  }

  /** Decodes RSAPublicKey (RFC 8017 §A.1.1); the library's own reader takes negative numbers. */
  static RsaPublicKey decode(byte[] der) throws MalformedDataException {
    List<byte[]> numbers = StrictDer.elements(der);
    if (numbers.size() != 2 || numbers.get(0)[0] != 2 || numbers.get(1)[0] != 2) {
      throw new MalformedDataException("RSA public key is not two INTEGERs");
    }
    return of(
        new BigInteger(StrictDer.content(numbers.get(0))),
        new BigInteger(StrictDer.content(numbers.get(1))));
  }

  private static RsaPublicKey of(BigInteger modulus, BigInteger exponent)
      throws MalformedDataException {
    int bits = modulus.bitLength();
    if (modulus.signum() <= 0 || bits < MIN_BITS || bits > MAX_BITS || !modulus.testBit(0)) {
      throw new MalformedDataException("RSA modulus is not odd or not of 2048 to 16384 bits");
    }
    // A long exponent makes one verification as slow as a private-key operation.
    if (exponent.compareTo(BigInteger.valueOf(3)) < 0
        || exponent.bitLength() > MAX_EXPONENT_BITS
        || !exponent.testBit(0)) {
      throw new MalformedDataException("RSA exponent is not odd, below 3 or above 64 bits");
    }
    return new RsaPublicKey(modulus, exponent);
  }

  @Override
  public Set<SignatureAlgorithm> algorithms() {
    return ALGORITHMS;
  }

  @Override
  public byte[] spki() {
    return Asn1.der(new SubjectPublicKeyInfo(RSA, Asn1.der(new RSAPublicKey(modulus, exponent))));
  }

  @Override
  public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] value) {
    return verifyDigest(algorithm, algorithm.hash().digest(message), value);
  }

  @Override
  public boolean verifyDigest(SignatureAlgorithm algorithm, byte[] digest, byte[] value) {
    // step 1 of §8.1.2 and §8.2.2: the signature has the length of the modulus, and s < n
    if (value.length != length() || new BigInteger(1, value).compareTo(modulus) >= 0) {
      return false;
    }
    return PSS.contains(algorithm)
        ? verifyPss(algorithm.hash(), digest, value)
        : verifyPkcs1(algorithm.hash(), digest, value);
  }

  private int length() {
    return (modulus.bitLength() + 7) / 8;
  }

  private boolean verifyPss(HashAlgorithm hash, byte[] digest, byte[] value) {
    // "raw": what is given to the signer is the digest, not the message
    PSSSigner signer =
        PSSSigner.createRawSigner(
            new RSAEngine(), digest(hash), digest(hash), hash.length(), PSSSigner.TRAILER_IMPLICIT);
    // "internal": the modulus was checked above; the primality test would take seconds at 16384.
    signer.init(false, new RSAKeyParameters(false, modulus, exponent, true));
    signer.update(digest, 0, digest.length);
    return signer.verifySignature(value);
  }

  private static Digest digest(HashAlgorithm hash) {
    return switch (hash) {
      case SHA_256 -> new SHA256Digest();
      case SHA_384 -> new SHA384Digest();
      case SHA_512 -> new SHA512Digest();
      case SM3 -> throw new IllegalStateException("no RSA signature is made with SM3");
    };
  }

  /** Compares encodings (RFC 8017 §8.2.2): nothing of the signer's padding is parsed. */
  private boolean verifyPkcs1(HashAlgorithm hash, byte[] digest, byte[] value) {
    // step 2: m = s^e mod n, EM = I2OSP(m, k)
    BigInteger m = new BigInteger(1, value).modPow(exponent, modulus);
    byte[] encoded = BigIntegers.asUnsignedByteArray(length(), m);
    // step 3: EM' = 00 01 FF…FF 00 DigestInfo (§9.2)
    AlgorithmIdentifier identifier =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash.oid()), DERNull.INSTANCE);
    byte[] info = Asn1.der(new DigestInfo(identifier, digest));
    byte[] expected = new byte[encoded.length];
    Arrays.fill(expected, 2, expected.length - info.length - 1, (byte) 0xff);
    expected[1] = 1;
    System.arraycopy(info, 0, expected, expected.length - info.length, info.length);
    // step 4: valid when both are the same
    return MessageDigest.isEqual(encoded, expected);
  }
}
