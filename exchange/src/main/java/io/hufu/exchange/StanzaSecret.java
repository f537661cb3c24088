package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Suite;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a stanza tells its recipient, and nobody else. Never printed.
 *
 * @param fileKey secret of the package
 * @param salt of this recipient's commitment in the manifest
 * @param context digest of the header without stanzas: a stanza fits one package only
 */
record StanzaSecret(byte[] fileKey, byte[] salt, byte[] context) {
  static final int SALT = 32;

  private static final byte[] DOMAIN =
      "hufu-package/1 recipient".getBytes(StandardCharsets.US_ASCII);

  byte[] encoded() {
    return ByteBuffer.allocate(fileKey.length + salt.length + context.length)
        .put(fileKey)
        .put(salt)
        .put(context)
        .array();
  }

  /** Reads what was decrypted; empty unless it was made for the package with this context. */
  static Optional<StanzaSecret> decode(byte[] bytes, byte[] context) {
    int context0 = FileKey.LENGTH + SALT;
    if (bytes.length != context0 + context.length
        || !MessageDigest.isEqual(Arrays.copyOfRange(bytes, context0, bytes.length), context)) {
      return Optional.empty();
    }
    return Optional.of(
        new StanzaSecret(
            Arrays.copyOf(bytes, FileKey.LENGTH),
            Arrays.copyOfRange(bytes, FileKey.LENGTH, context0),
            context));
  }

  /** Computes what the manifest says of a recipient: nothing to whoever lacks the salt. */
  static byte[] commitment(Suite suite, byte[] salt, Certificate recipient) {
    return suite.hash().digest(DOMAIN, salt, recipient.digest(suite.hash()));
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "StanzaSecret";
  }
}
