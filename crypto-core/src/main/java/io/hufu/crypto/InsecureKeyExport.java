package io.hufu.crypto;

import java.security.SecureRandom;

/** Writes private keys to bytes; every use is worth a reviewer's look. Thread-safe. */
public final class InsecureKeyExport {
  private InsecureKeyExport() {}

  /**
   * Writes key and chain as PKCS#12; throws IllegalArgumentException for a key in a device.
   *
   * <p>RFC 7292 with PBES2: PBKDF2 with HMAC-SHA-256, AES-256-CBC; MAC with SHA-256. Certificates
   * are public and stay unencrypted.
   */
  public static byte[] toPkcs12(SigningKey key, char[] password, SecureRandom random) {
    if (!(key.operation() instanceof SoftwareKey exportable)) {
      throw new IllegalArgumentException("a key in a device cannot be exported");
    }
    return Pkcs12.write(exportable, key.chain(), password, random);
  }
}
