package io.hufu.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.modes.gcm.GCMMultiplier;
import org.bouncycastle.crypto.modes.gcm.Tables8kGCMMultiplier;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Authenticated encryption with SM4 in GCM mode (GB/T 32907, NIST SP 800-38D, RFC 8998).
 *
 * <p>Thread-safe. Never prints its key. A nonce may be used once per key: a repeated one gives away
 * the authentication key, so callers count or derive nonces; random ones are safe for one message.
 */
public final class Sm4Gcm {
  /** Bytes of a key. */
  public static final int KEY_LENGTH = 16;

  /** Bytes of a nonce. */
  public static final int NONCE_LENGTH = 12;

  /** Bytes that sealing adds after the ciphertext. */
  public static final int TAG_LENGTH = 16;

  private static final int BLOCK_LENGTH = 16;

  private final byte[] key;

  /** Tables of the authentication key, made once: they take longer than a chunk's other set-up. */
  private final GCMMultiplier tables = new Tables8kGCMMultiplier();

  /** Takes a key of 16 secret bytes; keeps a copy. */
  public Sm4Gcm(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("an SM4 key has 16 bytes");
    }
    this.key = key.clone();
    byte[] authenticationKey = new byte[BLOCK_LENGTH];
    SM4Engine engine = new SM4Engine();
    engine.init(true, new KeyParameter(key));
    engine.processBlock(authenticationKey, 0, authenticationKey, 0);
    tables.init(authenticationKey); // from here on only read, by any thread
  }

  /** Encrypts and authenticates; returns ciphertext followed by the tag of 16 bytes. */
  public byte[] seal(byte[] nonce, byte[] associatedData, byte[] plaintext) {
    try {
      return process(cipher(true, nonce, associatedData), plaintext);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("encryption cannot fail", e);
    }
  }

  /**
   * Decrypts what {@link #seal} returned.
   *
   * @throws DecryptionFailedException when nonce, associated data, ciphertext, tag or key differ;
   *     no part of the plaintext is given out then
   */
  public byte[] open(byte[] nonce, byte[] associatedData, byte[] sealed)
      throws DecryptionFailedException {
    if (sealed.length < TAG_LENGTH) {
      throw new DecryptionFailedException();
    }
    try {
      return process(cipher(false, nonce, associatedData), sealed);
    } catch (InvalidCipherTextException e) {
      throw new DecryptionFailedException();
    }
  }

  private GCMModeCipher cipher(boolean encrypt, byte[] nonce, byte[] associatedData) {
    if (nonce.length != NONCE_LENGTH) {
      throw new IllegalArgumentException("a nonce has 12 bytes");
    }
    GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine(), tables);
    cipher.init(
        encrypt, new AEADParameters(new KeyParameter(key), TAG_LENGTH * 8, nonce, associatedData));
    return cipher;
  }

  private static byte[] process(GCMModeCipher cipher, byte[] input)
      throws InvalidCipherTextException {
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int length = cipher.processBytes(input, 0, input.length, output, 0);
    try {
      length += cipher.doFinal(output, length);
    } catch (InvalidCipherTextException e) {
      Arrays.fill(output, (byte) 0);
      throw e;
    }
    return length == output.length ? output : Arrays.copyOf(output, length);
  }

  /** Returns the name of the algorithm, never the key. */
  @Override
  public String toString() {
    return "SM4-GCM key";
  }
}
