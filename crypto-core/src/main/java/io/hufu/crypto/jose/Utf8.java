package io.hufu.crypto.jose;

import io.hufu.crypto.MalformedDataException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Tells well-formed text from bytes and characters that only resemble it (RFC 3629, RFC 7493). */
final class Utf8 {
  private Utf8() {}

  /** Decodes shortest-form UTF-8 without surrogates (RFC 3629 §3) and without byte order mark. */
  static CharBuffer decode(byte[] bytes) throws MalformedDataException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    // A new decoder reports what is malformed; nothing can be left over that would need a flush.
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      throw new MalformedDataException("JSON is not UTF-8 at byte " + in.position());
    }
    out.flip();
    if (out.hasRemaining() && out.get(0) == '\uFEFF') {
      throw new MalformedDataException("JSON starts with a byte order mark");
    }
    return out;
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
}
