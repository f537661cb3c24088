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

  /** Returns the {@code alg} name. */
  public static String of(SignatureAlgorithm algorithm) {
    throw new AssertionError("skeleton");
  }

  /** Returns the algorithm of an {@code alg} name; exact match only. */
  public static Optional<SignatureAlgorithm> algorithm(String name) {
    throw new AssertionError("skeleton");
  }

  /** Returns the hash name for {@code _sd_alg}. */
  public static String of(HashAlgorithm hash) {
    throw new AssertionError("skeleton");
  }

  /** Returns the hash of an {@code _sd_alg} name; exact match only. */
  public static Optional<HashAlgorithm> hash(String name) {
    throw new AssertionError("skeleton");
  }
}
