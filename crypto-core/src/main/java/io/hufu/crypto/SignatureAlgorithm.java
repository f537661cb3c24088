package io.hufu.crypto;

import java.util.Optional;

/** One value per combination of key type, curve, hash and padding. Immutable. */
public enum SignatureAlgorithm {
  /** SM2 with SM3, user id 1234567812345678 (GB/T 32918.2, GM/T 0009 clause 10). */
  SM2_SM3(HashAlgorithm.SM3, true),
  /** ECDSA on P-256 with SHA-256. */
  ES256(HashAlgorithm.SHA_256, true),
  /** Ed25519 (RFC 8032); the message is signed as it is. */
  ED25519(HashAlgorithm.SHA_512, true),
  /** ECDSA on P-384 with SHA-384; verified, never made. */
  ES384(HashAlgorithm.SHA_384, false),
  /** RSASSA-PSS, SHA-256, salt of 32 bytes, modulus of 2048 bits or more; verified, never made. */
  PS256(HashAlgorithm.SHA_256, false),
  /** As PS256, with SHA-384 and a salt of 48 bytes; verified, never made. */
  PS384(HashAlgorithm.SHA_384, false),
  /** As PS256, with SHA-512 and a salt of 64 bytes; verified, never made. */
  PS512(HashAlgorithm.SHA_512, false),
  /** RSASSA-PKCS1-v1_5, SHA-256, modulus of 2048 bits or more; verified, never made. */
  RS256(HashAlgorithm.SHA_256, false),
  /** As RS256, with SHA-384; verified, never made. */
  RS384(HashAlgorithm.SHA_384, false),
  /** As RS256, with SHA-512; verified, never made. */
  RS512(HashAlgorithm.SHA_512, false);

  private final HashAlgorithm hash;
  private final boolean signs;

  SignatureAlgorithm(HashAlgorithm hash, boolean signs) {
    this.hash = hash;
    this.signs = signs;
  }

  /** Returns the hash that the algorithm uses inside. */
  public HashAlgorithm hash() {
    return hash;
  }

  /** Tells whether Hufu makes such signatures; all are verified. */
  public boolean signs() {
    return signs;
  }

  /** Returns RSASSA-PKCS1-v1_5 with a hash; empty for SM3, which nobody joins with RSA. */
  public static Optional<SignatureAlgorithm> pkcs1(HashAlgorithm hash) {
    return switch (hash) {
      case SM3 -> Optional.empty();
      case SHA_256 -> Optional.of(RS256);
      case SHA_384 -> Optional.of(RS384);
      case SHA_512 -> Optional.of(RS512);
    };
  }

  /** Returns the suite that the algorithm belongs to. */
  public Suite suite() {
    return this == SM2_SM3 ? Suite.SM : Suite.INTL;
  }

  /**
   * Returns the canonical form of a value: for ECDSA, where two verify, the one with s ≤ n/2; other
   * values, and what is no r‖s of the curve, as they are. Always a copy.
   */
  public byte[] canonical(byte[] value) {
    if (this != ES256 && this != ES384) {
      return value.clone();
    }
    return Curve.of(this)
        .flatMap(
            curve ->
                SignatureValue.fromCanonical(curve, value)
                    .map(number -> number.lowS(curve).canonical(curve)))
        .orElseGet(value::clone);
  }

  /**
   * Returns the {@link #canonical} form of a value as X.509 and CMS carry it: r and s as strict DER
   * for curves. Empty for what is no DER or out of range.
   */
  public Optional<byte[]> canonicalFromDer(byte[] value) {
    return Curve.of(this)
        .map(
            curve ->
                SignatureValue.fromDer(curve, value)
                    .map(number -> canonical(number.canonical(curve))))
        .orElseGet(() -> Optional.of(value.clone()));
  }

  /** Returns the X.509 AlgorithmIdentifier as DER: parameters absent, but NULL for RS256. */
  public byte[] algorithmIdentifier() {
    return Asn1.der(AlgorithmIdentifiers.of(this));
  }

  /**
   * Finds the algorithm of a DER AlgorithmIdentifier; empty for any other. Parameters may be absent
   * or NULL, except for Ed25519 (absent) and PSS (its hash, MGF1 with it, a salt as long as it).
   */
  public static Optional<SignatureAlgorithm> ofAlgorithmIdentifier(byte[] der) {
    return AlgorithmIdentifiers.parse(der);
  }
}
