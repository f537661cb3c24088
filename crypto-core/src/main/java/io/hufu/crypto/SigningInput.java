package io.hufu.crypto;

/** What is to be signed, in the form that a device asks for. Immutable and thread-safe. */
public final class SigningInput {
  private SigningInput() {}

  /** Returns the message (a copy). */
  public byte[] message() {
    throw new AssertionError("skeleton");
  }

  /** Returns the algorithm to sign with. */
  public SignatureAlgorithm algorithm() {
    throw new AssertionError("skeleton");
  }

  /**
   * Returns the number to sign for devices that do not hash: e = SM3(Z‖M) for SM2 (GM/T 0018), the
   * plain digest for ECDSA. Throws IllegalStateException for Ed25519.
   */
  public byte[] digest() {
    throw new AssertionError("skeleton");
  }
}
