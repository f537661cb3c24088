package io.hufu.crypto;

/**
 * The port to a key in a device, a seal server or a remote service. Implementations are
 * thread-safe.
 */
public interface SigningDevice {
  /** Returns the public key of the device's key as DER SubjectPublicKeyInfo. */
  byte[] publicKey();

  /**
   * Signs what {@code input} yields and returns the canonical value (fixed-length r‖s or raw
   * octets). The result is verified by the caller before use.
   *
   * @throws KeyUnavailableException when the device cannot sign now
   */
  byte[] sign(SigningInput input) throws KeyUnavailableException;
}
