package io.hufu.signing.xml;

import java.io.OutputStream;
import java.util.Arrays;

/** Compares octets with those expected as they come, without holding them. */
final class SameOctets extends OutputStream {
  private final byte[] expected;
  private int position;
  private boolean same = true;

  SameOctets(byte[] expected) {
    this.expected = expected;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    same =
        same
            && length <= expected.length - position
            && Arrays.equals(
                octets, offset, offset + length, expected, position, position + length);
    position = same ? position + length : position;
  }

  boolean isComplete() {
    return same && position == expected.length;
  }
}
