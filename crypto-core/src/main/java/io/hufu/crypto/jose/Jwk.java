package io.hufu.crypto.jose;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.VerificationKey;

/**
 * Public keys as JSON Web Keys (RFC 7517, 8037); SM2 as EC with a private curve name. Thread-safe.
 */
public final class Jwk {
  /** {@code crv} for the SM2 curve. */
  public static final String SM2_CURVE = "https://hufu.io/jose/crv/sm2p256v1";

  private Jwk() {}

  /** Writes an EC, OKP or RSA public key. */
  public static JsonValue.JsonObject of(VerificationKey key) {
    throw new AssertionError("skeleton");
  }

  /** Reads a public key; private members are refused. */
  public static VerificationKey parse(JsonValue.JsonObject jwk) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }
}
