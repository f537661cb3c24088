package io.hufu.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A public key and the algorithms that it may verify. Immutable and thread-safe. */
public final class VerificationKey {
  private final PublicKeyOperation key;
  private final byte[] spki;

  VerificationKey(PublicKeyOperation key) {
    this.key = key;
    this.spki = key.spki();
  }

  /**
   * Decodes a DER SubjectPublicKeyInfo. Only named curves (SM2, P-256, P-384, P-521), Ed25519 and
   * RSA of 2048..16384 bits; points are uncompressed and validated.
   */
  public static VerificationKey fromSpki(byte[] der) throws MalformedDataException {
    return new VerificationKey(SubjectPublicKey.decode(der));
  }

  /**
   * Returns the DER SubjectPublicKeyInfo (a copy), always in the same form for the same key: SM2
   * under id-ecPublicKey.
   */
  public byte[] spki() {
    return spki.clone();
  }

  /**
   * Returns the algorithms this key may be used with: of a curve its own first, then those with
   * other hashes; PSS and PKCS#1 for RSA.
   */
  public Set<SignatureAlgorithm> algorithms() {
    return key.algorithms();
  }

  /**
   * Verifies a canonical signature value: fixed-length r‖s (32, 48 or 66 bytes each) or the raw
   * octets. False for anything else, including r or s out of range or an algorithm that is not this
   * key's.
   */
  public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    return key.algorithms().contains(algorithm) && key.verify(algorithm, message, signature);
  }

  /** Verifies a signature whose r and s are a strict DER SEQUENCE (X.509, CMS, seals). */
  public boolean verifyDer(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    return key.algorithms().contains(algorithm) && key.verifyDer(algorithm, message, signature);
  }

  /**
   * Returns what is hashed before the message: Z of SM2 for a user id (GB/T 32918.2 §5.5), no
   * octets for every other key.
   */
  public byte[] messagePrefix(Sm2UserId userId) {
    return key.messagePrefix(userId);
  }

  /**
   * Verifies a canonical value over hash({@link #messagePrefix} ‖ message), for messages too long
   * for memory. False for a digest of another length, and for Ed25519, which signs the message.
   */
  public boolean verifyDigest(SignatureAlgorithm algorithm, byte[] digest, byte[] signature) {
    return key.algorithms().contains(algorithm)
        && digest.length == algorithm.hash().length()
        && key.verifyDigest(algorithm, digest, signature);
  }

  PublicKeyOperation operation() {
    return key;
  }

  /** Two keys are equal when they are the same public key, however each was encoded. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerificationKey that && Arrays.equals(spki, that.spki);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spki);
  }

  /** Returns the algorithms and the first bytes of the SHA-256 of {@link #spki}. */
  @Override
  public String toString() {
    return algorithms().stream().sorted().toList()
        + " "
        + HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(spki), 0, 8);
  }
}
