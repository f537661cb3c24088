package io.hufu.exchange;

import io.hufu.crypto.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Encrypts content of any length in chunks, each bound to its position and to being the last.
 *
 * <p>A key is used for one content only. Stateless and thread-safe.
 */
interface ContentCipher {
  /** Returns the cipher of a suite. */
  static ContentCipher of(Suite suite) {
    return suite == Suite.SM ? new SmContentCipher() : new IntlContentCipher();
  }

  /** Bytes of a key. */
  int keyLength();

  /** Encrypts what is written; closing finishes the content and leaves {@code out} open. */
  OutputStream encrypting(OutputStream out, byte[] key, byte[] associatedData) throws IOException;

  /**
   * Decrypts; the stream throws an IOException for whatever does not authenticate, and gives no
   * byte out that did not. Its end is reached only when the last chunk was.
   */
  InputStream decrypting(InputStream in, byte[] key, byte[] associatedData) throws IOException;
}
