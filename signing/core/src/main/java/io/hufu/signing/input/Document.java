package io.hufu.signing.input;

import java.io.IOException;
import java.nio.file.Path;

/** The bytes of a document, in memory or in a file that is read on demand. Thread-safe. */
public interface Document {
  /** Uses bytes in memory (a copy is not made; do not change them). */
  static Document of(byte[] bytes) {
    throw new AssertionError("skeleton");
  }

  /** Uses a file, which must not change while it is judged. */
  static Document of(Path file) throws IOException {
    throw new AssertionError("skeleton");
  }

  /** Returns the length in bytes. */
  long size();

  /** Reads exactly {@code length} bytes from a position; fails when they are not there. */
  byte[] read(long position, int length) throws IOException;

  /** Reads everything; the caller has compared {@link #size} with its limit. */
  default byte[] readAll() throws IOException {
    return read(0, Math.toIntExact(size()));
  }
}
