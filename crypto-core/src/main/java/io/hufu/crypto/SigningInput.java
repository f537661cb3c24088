package io.hufu.crypto;

/** What is to be signed, in the form that a device asks for. Immutable and thread-safe. */
public final class SigningInput {
  private final byte[] message;
  private final VerificationKey key;

  SigningInput(byte[] message, VerificationKey key) {
    this.message = message.clone();
    this.key = key;
  }

  /** Returns the message (a copy). */
  public byte[] message() {
    return message.clone();
  }

  /** Returns the algorithm to sign with. */
  public SignatureAlgorithm algorithm() {
    return key.algorithms().iterator().next();
  }

  /**
   * Returns the number to sign for devices that do not hash: e = SM3(Z‖M) for SM2 (GM/T 0018), the
   * plain digest for ECDSA. Throws IllegalStateException for Ed25519.
   */
  public byte[] digest() {
    if (key.operation() instanceof EcPublicKey curveKey) {
      return curveKey.digest(message);
    }
    throw new IllegalStateException(algorithm() + " signs the message, not a digest");
  }
}
