package io.hufu.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keys of passwords, for key files.
 *
 * <p>By the digests of the platform, which run on the processor's own instructions: what is slow on
 * purpose should be slow for those who guess, not for us.
 */
final class PasswordKeys {
  private static final String HMAC = "HmacSHA256";

  /** Block length of SHA-256 in bytes: v of RFC 7292. */
  private static final int BLOCK = 64;

  /** What the key of a MAC is made for: ID of RFC 7292 appendix B.3. */
  private static final byte MAC_KEY = 3;

  private PasswordKeys() {}

  /**
   * PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2); the password counts in UTF-8.
   *
   * @throws IllegalArgumentException without salt or rounds
   */
  static byte[] pbkdf2(char[] password, byte[] salt, int iterations, int length) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, length * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2With" + HMAC).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2 with " + HMAC, e);
    } finally {
      spec.clearPassword();
    }
  }

  /** The key of the MAC over a key file, by SHA-256 (RFC 7292 appendix B.2); 32 bytes. */
  static byte[] macKey(char[] password, byte[] salt, int iterations) {
    MessageDigest digest = HashAlgorithm.SHA_256.start();
    byte[] diversifier = new byte[BLOCK];
    Arrays.fill(diversifier, MAC_KEY); // step 1
    byte[] secret = bmp(password);
    digest.update(diversifier);
    digest.update(repeated(salt)); // steps 2 and 4: I = S || P
    digest.update(repeated(secret)); // step 3
    Arrays.fill(secret, (byte) 0);
    byte[] a = digest.digest(); // step 6.A: one block is all that 32 bytes need
    for (int i = 1; i < iterations; i++) {
      a = digest.digest(a);
    }
    return a;
  }

  /** Repeats bytes to whole blocks; none stay none. */
  private static byte[] repeated(byte[] bytes) {
    byte[] filled = new byte[(bytes.length + BLOCK - 1) / BLOCK * BLOCK];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = bytes[i % bytes.length];
    }
    return filled;
  }

  static Mac hmac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      // An empty password is a key of zeros to HMAC; the platform wants at least one of them.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** UTF-16, big-endian, with two zero bytes at its end (RFC 7292 appendix B.1). */
  private static byte[] bmp(char[] password) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * password.length + 2);
    for (char c : password) {
      bytes.putChar(c);
    }
    return bytes.array();
  }
}
