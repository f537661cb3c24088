package io.hufu.signing.pdf;

import java.nio.charset.StandardCharsets;

/** Text strings (ISO 32000-1 §7.9.2.2): UTF-16 with a mark, or what is close to Latin-1. */
final class TextString {
  private TextString() {}

  static String of(Cos.Text text) {
    byte[] bytes = text.bytes();
    if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf) { // ISO 32000-2 §7.9.2.2.1
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    return text.latin();
  }
}
