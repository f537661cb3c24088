package io.hufu.crypto;

/**
 * Thrown when ciphertext does not decrypt under the key: altered, cut, or made for another key.
 *
 * <p>It never says which, since the difference would help whoever altered it.
 */
public final class DecryptionFailedException extends Exception {
  DecryptionFailedException() {
    super("cannot decrypt: altered, incomplete, or encrypted for another key");
  }
}
