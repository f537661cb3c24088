package io.hufu.crypto;

import java.util.Set;

/** A public key and the algorithms that it may verify. Immutable and thread-safe. */
public final class VerificationKey {
  private VerificationKey() {}

  /**
   * Decodes a DER SubjectPublicKeyInfo. Only named curves (SM2, P-256, P-384), Ed25519 and RSA of
   * 2048..16384 bits; points are validated.
   */
  public static VerificationKey fromSpki(byte[] der) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the DER SubjectPublicKeyInfo (a copy). */
  public byte[] spki() {
    throw new AssertionError("skeleton");
  }

  /** Returns the algorithms this key may be used with: one for a curve, PS256 and RS256 for RSA. */
  public Set<SignatureAlgorithm> algorithms() {
    throw new AssertionError("skeleton");
  }

  /**
   * Verifies a canonical signature value: fixed-length r‖s (32 or 48 bytes each) or the raw octets.
   * False for anything else, including r or s out of range or an algorithm that is not this key's.
   */
  public boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    throw new AssertionError("skeleton");
  }

  /** Verifies a signature whose r and s are a strict DER SEQUENCE (X.509, CMS, seals). */
  public boolean verifyDer(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    throw new AssertionError("skeleton");
  }
}
