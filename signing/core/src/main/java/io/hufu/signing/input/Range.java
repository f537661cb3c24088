package io.hufu.signing.input;

import java.io.EOFException;

/** Tests that a span lies inside a document, for any values that a hostile document may name. */
final class Range {
  private Range() {}

  static void require(long position, int length, long size) throws EOFException {
    // The subtraction cannot overflow: position is within 0..size by then.
    if (position < 0 || length < 0 || position > size || length > size - position) {
      throw new EOFException("no " + length + " bytes at " + position + " of " + size);
    }
  }
}
