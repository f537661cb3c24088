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
  /** RSASSA-PKCS1-v1_5, SHA-256, modulus of 2048 bits or more; verified, never made. */
  RS256(HashAlgorithm.SHA_256, false),
  /** ECDSA on P-521 with SHA-512; verified, never made. */
  ES512(HashAlgorithm.SHA_512, false),
  /** As {@link #PS256} with SHA-384 and a salt of 48 bytes. */
  PS384(HashAlgorithm.SHA_384, false),
  /** As {@link #PS256} with SHA-512 and a salt of 64 bytes. */
  PS512(HashAlgorithm.SHA_512, false),
  /** As {@link #RS256} with SHA-384. */
  RS384(HashAlgorithm.SHA_384, false),
  /** As {@link #RS256} with SHA-512. */
  RS512(HashAlgorithm.SHA_512, false),
  /** ECDSA on P-256 with SHA-384, outside of JOSE; verified, never made. */
  P256_SHA384(HashAlgorithm.SHA_384, false),
  /** ECDSA on P-256 with SHA-512, outside of JOSE; verified, never made. */
  P256_SHA512(HashAlgorithm.SHA_512, false),
  /** ECDSA on P-384 with SHA-256, outside of JOSE; verified, never made. */
  P384_SHA256(HashAlgorithm.SHA_256, false),
  /** ECDSA on P-384 with SHA-512, outside of JOSE; verified, never made. */
  P384_SHA512(HashAlgorithm.SHA_512, false),
  /** ECDSA on P-521 with SHA-256, outside of JOSE; verified, never made. */
  P521_SHA256(HashAlgorithm.SHA_256, false),
  /** ECDSA on P-521 with SHA-384, outside of JOSE; verified, never made. */
  P521_SHA384(HashAlgorithm.SHA_384, false);

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

  /** Returns the suite that the algorithm belongs to. */
  public Suite suite() {
    return this == SM2_SM3 ? Suite.SM : Suite.INTL;
  }

  /**
   * Returns the canonical form of a value: for ECDSA, where two verify, the one with s ≤ n/2; other
   * values, and what is no r‖s of the curve, as they are. Always a copy.
   */
  public byte[] canonical(byte[] value) {
    return Curve.of(this)
        .filter(curve -> curve != Curve.SM2)
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

  /**
   * Returns what an identifier that names no curve means for a key: the same hash with ECDSA on the
   * key's curve. This algorithm itself where it is the key's, or where nothing of the key fits.
   *
   * <p>X.509, CMS and XML signatures name ECDSA and a hash (RFC 5758 §3.2); JOSE names the curve.
   */
  public SignatureAlgorithm forKey(VerificationKey key) {
    boolean namesHashOnly = this == ES256 || this == ES384 || this == ES512;
    if (!namesHashOnly || key.algorithms().contains(this)) {
      return this;
    }
    return key.algorithms().stream()
        .filter(other -> other.hash == hash && Curve.of(other).isPresent())
        .findFirst()
        .orElse(this);
  }

  /** Returns the X.509 AlgorithmIdentifier as DER: parameters absent, but NULL for PKCS#1. */
  public byte[] algorithmIdentifier() {
    return Asn1.der(AlgorithmIdentifiers.of(this));
  }

  /**
   * Finds the algorithm of a DER AlgorithmIdentifier; empty for any other. Parameters may be absent
   * or NULL, except for Ed25519 (absent) and PSS (one hash for message and MGF1, salt of its
   * length). ECDSA is that of the hash's own curve: see {@link #forKey}.
   */
  public static Optional<SignatureAlgorithm> ofAlgorithmIdentifier(byte[] der) {
    return AlgorithmIdentifiers.parse(der);
  }
}
