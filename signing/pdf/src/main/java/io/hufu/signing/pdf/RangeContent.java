package io.hufu.signing.pdf;

import io.hufu.signing.pdf.ByteRangeRule.Ranges;
import java.io.IOException;
import java.io.InputStream;

/** The two ranges of a signature as one stream, read from the file as it is needed. */
final class RangeContent extends InputStream {
  private static final int MOST = 1 << 16;

  private final FileWindow file;
  private final Ranges ranges;
  private long position;

  RangeContent(FileWindow file, Ranges ranges) {
    this.file = file;
    this.ranges = ranges;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position == ranges.before()) {
      position = ranges.after();
    }
    long end = position < ranges.before() ? ranges.before() : ranges.end();
    int count = (int) Math.min(Math.min(length, MOST), end - position);
    if (length == 0) {
      return 0;
    }
    if (count <= 0) {
      return -1;
    }
    System.arraycopy(file.read(position, count), 0, buffer, offset, count);
    position += count;
    return count;
  }
}
