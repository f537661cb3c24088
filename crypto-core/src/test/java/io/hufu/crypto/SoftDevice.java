package io.hufu.crypto;

import java.security.SecureRandom;
import java.util.function.UnaryOperator;

/**
 * A signing device in memory that can be told to misbehave.
 *
 * <p>SM2 and P-256 devices sign the digest that {@link SigningInput} offers, as real ones do.
 */
public final class SoftDevice implements SigningDevice {
  private final SigningKey key;
  private final UnaryOperator<byte[]> fault;

  private SoftDevice(SigningKey key, UnaryOperator<byte[]> fault) {
    this.key = key;
    this.fault = fault;
  }

  /** A device that works. */
  public static SoftDevice working(SignatureAlgorithm algorithm) {
    return faulty(algorithm, UnaryOperator.identity());
  }

  /** A device whose right value is passed through {@code fault}, which may return null or throw. */
  public static SoftDevice faulty(SignatureAlgorithm algorithm, UnaryOperator<byte[]> fault) {
    return new SoftDevice(SigningKey.generate(algorithm, new SecureRandom()), fault);
  }

  @Override
  public byte[] publicKey() {
    return key.verificationKey().spki();
  }

  @Override
  public byte[] sign(SigningInput input) throws KeyUnavailableException {
    EcPrivateKey number = key.operation() instanceof EcPrivateKey ec ? ec : null;
    if (number == null) {
      return fault.apply(key.sign(input.message()));
    }
    return fault.apply(number.signDigest(input.digest()));
  }
}
