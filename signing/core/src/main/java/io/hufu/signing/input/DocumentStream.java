package io.hufu.signing.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a document from its beginning to its end. Not thread-safe. */
final class DocumentStream extends InputStream {
  private final Document document;
  private long position;

  DocumentStream(Document document) {
    this.document = document;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    long left = document.size() - position;
    if (left == 0 && length > 0) {
      return -1;
    }
    byte[] read = document.read(position, (int) Math.min(length, left));
    System.arraycopy(read, 0, buffer, offset, read.length);
    position += read.length;
    return read.length;
  }
}
