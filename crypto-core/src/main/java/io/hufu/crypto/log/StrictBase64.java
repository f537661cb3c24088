package io.hufu.crypto.log;

import io.hufu.crypto.MalformedDataException;
import java.util.Base64;

/** Base64 with padding (RFC 4648 §4), decoded in its one canonical spelling only. */
final class StrictBase64 {
  private StrictBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decode(String text) throws MalformedDataException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("not base64");
    }
    if (!encode(bytes).equals(text)) {
      throw new MalformedDataException("not canonical base64");
    }
    return bytes;
  }
}
