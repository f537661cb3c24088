package io.hufu.crypto;

import java.util.Set;

/** What a public key of one kind can do. Implementations are immutable. */
interface PublicKeyOperation {
  Set<SignatureAlgorithm> algorithms();

  /** The DER SubjectPublicKeyInfo in the one form that Hufu writes. */
  byte[] spki();

  /** Verifies a canonical value under one of {@link #algorithms}. */
  boolean verify(SignatureAlgorithm algorithm, byte[] message, byte[] value);

  /** Verifies the form that X.509 and CMS carry; the same as {@link #verify} but for curves. */
  default boolean verifyDer(SignatureAlgorithm algorithm, byte[] message, byte[] value) {
    return verify(algorithm, message, value);
  }
}
