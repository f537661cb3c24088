package io.hufu.signing.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The bytes of a document, in memory or in a file that is read on demand. Thread-safe.
 *
 * <p>Whoever opens a document of a file closes it; a document in memory needs no closing.
 */
public interface Document extends Closeable {
  /** Uses bytes in memory (a copy is not made; do not change them). */
  static Document of(byte[] bytes) {
    return new MemoryDocument(bytes);
  }

  /**
   * Opens a regular file, which must not change while it is judged.
   *
   * @throws IOException when there is no such file, or it cannot be read at any position
   */
  static Document of(Path file) throws IOException {
    return FileDocument.open(file);
  }

  /** Returns the length in bytes. */
  long size();

  /** Reads exactly {@code length} bytes from a position; fails when they are not there. */
  byte[] read(long position, int length) throws IOException;

  /** Reads everything; the caller has compared {@link #size} with its limit. */
  default byte[] readAll() throws IOException {
    return read(0, Math.toIntExact(size()));
  }

  /** Returns a stream over everything, from the first byte; closing it does not close this. */
  default InputStream stream() {
    return new DocumentStream(this);
  }

  /** Frees the file, if there is one; reading afterwards fails. */
  @Override
  default void close() throws IOException {}
}
