package io.hufu.crypto;

import java.util.Set;

/** What a public key of one kind can do. Implementations are immutable. */
interface PublicKeyOperation {
  Set<SignatureAlgorithm> algorithms();

  /** The DER SubjectPublicKeyInfo in the one form that Hufu writes. */
  byte[] spki();

  /** Verifies a canonical value under one of {@link #algorithms}. */
  boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] value);

  /** What is hashed before the message: Z of SM2, nothing for others. */
  default byte[] messagePrefix(Sm2UserId userId) {
    return new byte[0];
  }

  /** As {@link #verify} over hash(prefix ‖ message); false for a key that signs the message. */
  default boolean verifyDigest(SignatureAlgorithm algorithm, byte[] digest, byte[] value) {
    return false;
  }

  /** Verifies the form that X.509 and CMS carry; the same as {@link #verify} but for curves. */
  default boolean verifyDer(SignatureAlgorithm algorithm, byte[] message, byte[] value) {
    return verify(algorithm, message, value);
  }
}
