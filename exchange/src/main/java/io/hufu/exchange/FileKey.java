package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.Hkdf;
import io.hufu.crypto.Hmac;
import io.hufu.crypto.Suite;
import java.security.SecureRandom;
import java.util.Arrays;

/** The secret of one package, and the keys derived from it. Never printed. */
final class FileKey {
  static final int LENGTH = 32;

  private static final byte[] HEADER = "hufu-package/1 header".getBytes(US_ASCII);
  private static final byte[] PAYLOAD = "hufu-package/1 payload".getBytes(US_ASCII);

  private final byte[] secret;

  FileKey(byte[] secret) {
    this.secret = secret.clone();
  }

  static FileKey generate(SecureRandom random) {
    byte[] secret = new byte[LENGTH];
    random.nextBytes(secret);
    FileKey key = new FileKey(secret);
    Arrays.fill(secret, (byte) 0);
    return key;
  }

  byte[] secret() {
    return secret.clone();
  }

  /** Authenticates the header, so that nobody without the file key can change a stanza. */
  byte[] authenticate(Suite suite, byte[] header) {
    byte[] key = Hkdf.derive(suite.hash(), secret, new byte[0], HEADER, LENGTH);
    return Hmac.of(suite.hash(), key, header);
  }

  /** Derives payloadKey = KDF(fileKey, H(header)). */
  byte[] payloadKey(Suite suite, byte[] headerDigest, int length) {
    return Hkdf.derive(suite.hash(), secret, headerDigest, PAYLOAD, length);
  }
}
