package io.hufu.crypto.jose;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import java.util.Optional;

/**
 * The names that JOSE headers use for algorithms. Stateless and thread-safe.
 *
 * <p>No registered names exist for SM2 and SM3: ours are collision-resistant private names.
 */
public final class JoseNames {
  /** {@code alg} for SM2 with SM3, user id 1234567812345678, value r‖s of 64 bytes. */
  public static final String SM2_SM3 = "https://hufu.io/jose/alg/sm2-sm3";

  /** {@code _sd_alg} for SM3. */
  public static final String SM3 = "https://hufu.io/jose/hash/sm3";

  private JoseNames() {}

  /**
   * Returns the {@code alg} name (RFC 7518 §3.1; RFC 8037 §3.1 for Ed25519).
   *
   * @throws IllegalArgumentException for a curve with the hash of another, which JOSE cannot name
   */
  public static String of(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case SM2_SM3 -> SM2_SM3;
      case ED25519 -> "EdDSA";
      case ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512 -> algorithm.name();
      case P256_SHA384, P256_SHA512, P384_SHA256, P384_SHA512, P521_SHA256, P521_SHA384 ->
          throw new IllegalArgumentException("JOSE has no name for " + algorithm);
    };
  }

  /**
   * Returns the algorithm of an {@code alg} name; exact match only. {@code EdDSA} and its fully
   * specified successor {@code Ed25519} (RFC 9864) both name Ed25519.
   */
  public static Optional<SignatureAlgorithm> algorithm(String name) {
    return Optional.ofNullable(
        switch (name) {
          case SM2_SM3 -> SignatureAlgorithm.SM2_SM3;
          case "ES256" -> SignatureAlgorithm.ES256;
          case "EdDSA", "Ed25519" -> SignatureAlgorithm.ED25519;
          case "ES384" -> SignatureAlgorithm.ES384;
          case "PS256" -> SignatureAlgorithm.PS256;
          case "RS256" -> SignatureAlgorithm.RS256;
          case "ES512" -> SignatureAlgorithm.ES512;
          case "PS384" -> SignatureAlgorithm.PS384;
          case "PS512" -> SignatureAlgorithm.PS512;
          case "RS384" -> SignatureAlgorithm.RS384;
          case "RS512" -> SignatureAlgorithm.RS512;
          default -> null;
        });
  }

  /** Returns the hash name for {@code _sd_alg} (IANA Named Information registry, but for SM3). */
  public static String of(HashAlgorithm hash) {
    return switch (hash) {
      case SM3 -> SM3;
      case SHA_256 -> "sha-256";
      case SHA_384 -> "sha-384";
      case SHA_512 -> "sha-512";
    };
  }

  /** Returns the hash of an {@code _sd_alg} name; exact match only. */
  public static Optional<HashAlgorithm> hash(String name) {
    return Optional.ofNullable(
        switch (name) {
          case SM3 -> HashAlgorithm.SM3;
          case "sha-256" -> HashAlgorithm.SHA_256;
          case "sha-384" -> HashAlgorithm.SHA_384;
          case "sha-512" -> HashAlgorithm.SHA_512;
          default -> null;
        });
  }
}
