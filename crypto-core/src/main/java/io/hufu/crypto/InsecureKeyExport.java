package io.hufu.crypto;

import java.security.SecureRandom;

/** Writes private keys to bytes; every use is worth a reviewer's look. Thread-safe. */
public final class InsecureKeyExport {
  private InsecureKeyExport() {}

  /** Writes key and chain as PKCS#12; throws IllegalArgumentException for a key in a device. */
  public static byte[] toPkcs12(SigningKey key, char[] password, SecureRandom random) {
    throw new AssertionError("skeleton");
  }
}
