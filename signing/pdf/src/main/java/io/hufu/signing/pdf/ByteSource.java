package io.hufu.signing.pdf;

import java.io.IOException;

/** Bytes that can be read at any position. Not thread-safe. */
interface ByteSource {
  long size();

  /** Returns the byte at a position (0 to 255), or -1 outside. */
  int at(long position) throws IOException;

  /** Whether positions are positions in the file. */
  boolean isFile();

  /** Bytes in memory: a decoded object stream. */
  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int at(long position) {
        return position < 0 || position >= bytes.length ? -1 : bytes[(int) position] & 0xff;
      }

      @Override
      public boolean isFile() {
        return false;
      }
    };
  }
}
