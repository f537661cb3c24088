package io.hufu.signing.input;

import java.io.EOFException;
import java.util.Arrays;

/** A document whose bytes are an array. */
final class MemoryDocument implements Document {
  private final byte[] bytes;

  MemoryDocument(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte[] read(long position, int length) throws EOFException {
    Range.require(position, length, bytes.length);
    return Arrays.copyOfRange(bytes, (int) position, (int) position + length);
  }
}
