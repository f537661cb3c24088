package io.hufu.crypto;

import java.util.Arrays;

/** Derives keys from a secret (RFC 5869), with SM3 or SHA-256. Stateless and thread-safe. */
public final class Hkdf {
  private static final int MAX_BLOCKS = 255;

  private Hkdf() {}

  /**
   * Derives a key.
   *
   * @param salt not secret; may be empty, which stands for zeros
   * @param info says what the key is for; keys for two purposes have two infos
   * @param length in bytes, 1 to 255 digests
   */
  public static byte[] derive(
      HashAlgorithm hash, byte[] secret, byte[] salt, byte[] info, int length) {
    if (length < 1 || length > MAX_BLOCKS * hash.length()) {
      throw new IllegalArgumentException("a derived key has 1 to 255 digests");
    }
    // step 1 (§2.2): extract
    byte[] extracted = Hmac.of(hash, salt.length == 0 ? new byte[hash.length()] : salt, secret);
    // step 2 (§2.3): expand
    byte[] key = new byte[length];
    byte[] block = new byte[0];
    for (int done = 0, i = 1; done < length; i++) {
      block = Hmac.of(hash, extracted, block, info, new byte[] {(byte) i});
      int taken = Math.min(block.length, length - done);
      System.arraycopy(block, 0, key, done, taken);
      done += taken;
    }
    Arrays.fill(extracted, (byte) 0);
    return key;
  }
}
