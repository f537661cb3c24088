package io.hufu.signing.pdf;

import io.hufu.crypto.MalformedDataException;
import java.util.Arrays;
import java.util.OptionalInt;

/** The zeros behind a DER value in /Contents, which is as long as was reserved. */
final class Padding {
  private Padding() {}

  /** Returns the DER value; only zeros may stand behind it. */
  static byte[] stripped(byte[] contents) throws MalformedDataException {
    int length = length(contents).orElseThrow(() -> new MalformedDataException("no DER value"));
    for (int i = length; i < contents.length; i++) {
      if (contents[i] != 0) {
        throw new MalformedDataException("bytes behind the value");
      }
    }
    return Arrays.copyOf(contents, length);
  }

  /** Returns how long the DER value at the beginning is; empty when there is none. */
  static OptionalInt length(byte[] contents) {
    int octets = contents.length < 2 ? -1 : (contents[1] & 0xff) - 0x80;
    long length = octets < 0 && contents.length >= 2 ? 2L + contents[1] : 0;
    if (octets > 0 && octets <= 4 && contents.length > 2 + octets) {
      for (int i = 0; i < octets; i++) {
        length = (length << 8) | (contents[2 + i] & 0xff);
      }
      length += 2 + octets;
    }
    return length <= 0 || length > contents.length
        ? OptionalInt.empty()
        : OptionalInt.of((int) length);
  }
}
