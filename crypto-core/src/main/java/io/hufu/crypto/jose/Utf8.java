package io.hufu.crypto.jose;

import io.hufu.crypto.MalformedDataException;

/** Tells well-formed text from bytes and characters that only resemble it (RFC 3629, RFC 7493). */
final class Utf8 {
  private Utf8() {}

  /**
   * Checks bytes before a lenient decoder sees them: shortest-form UTF-8 without surrogates, no
   * byte order mark, and no control character but tab, line feed and carriage return.
   */
  static void requireJsonText(byte[] bytes) throws MalformedDataException {
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      throw new MalformedDataException("JSON starts with a byte order mark");
    }
    int i = 0;
    while (i < bytes.length) {
      byte b = bytes[i];
      if (b >= 0x20) {
        i++;
      } else if (b >= 0) {
        if (b != '\t' && b != '\n' && b != '\r') {
          throw new MalformedDataException("JSON has a control character at byte " + i);
        }
        i++;
      } else {
        i += multiByteLength(bytes, i);
      }
    }
  }

  /** Returns the length of the sequence at {@code i}, by the table of RFC 3629 §4. */
  private static int multiByteLength(byte[] bytes, int i) throws MalformedDataException {
    int lead = bytes[i] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + length > bytes.length) {
      throw notUtf8(i);
    }
    int second = bytes[i + 1] & 0xFF;
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      throw notUtf8(i);
    }
    for (int k = 2; k < length; k++) {
      if ((bytes[i + k] & 0xC0) != 0x80) {
        throw notUtf8(i);
      }
    }
    return length;
  }

  /** Tells whether every surrogate is one of a pair. */
  static boolean isWellFormed(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static MalformedDataException notUtf8(int at) {
    return new MalformedDataException("JSON is not UTF-8 at byte " + at);
  }
}
