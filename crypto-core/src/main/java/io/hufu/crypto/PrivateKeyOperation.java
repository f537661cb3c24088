package io.hufu.crypto;

/** Something that signs: a key in memory, in a key store's provider, or in a device. */
interface PrivateKeyOperation {
  VerificationKey publicKey();

  /** Returns a canonical value; not yet verified. */
  byte[] sign(byte[] message) throws KeyUnavailableException;
}
