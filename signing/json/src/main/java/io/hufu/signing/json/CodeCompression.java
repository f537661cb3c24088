package io.hufu.signing.json;

import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** DEFLATE (RFC 1951) with a dictionary of what presentations have in common. Stateless. */
final class CodeCompression {
  /** Far more than a telephone shows as a code: anything larger is a bomb. */
  static final int MAX_BYTES = 1 << 16;

  /** Part of the format: another dictionary needs another prefix. */
  private static final byte[] DICTIONARY = dictionary();

  private CodeCompression() {}

  private static byte[] dictionary() {
    try (InputStream in = CodeCompression.class.getResourceAsStream("code-dictionary.txt")) {
      return Objects.requireNonNull(in, "code-dictionary.txt is part of this jar").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[bytes.length + bytes.length / 8 + 64];
      int length = deflater.deflate(out);
      return Arrays.copyOf(out, length);
    } finally {
      deflater.end();
    }
  }

  /**
   * Reads a stream that is there to its last byte, and ends with it.
   *
   * @throws MalformedDataException also when it grows beyond {@link #MAX_BYTES}
   */
  static byte[] inflate(byte[] packed) throws MalformedDataException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setDictionary(DICTIONARY);
      inflater.setInput(packed);
      byte[] out = new byte[MAX_BYTES];
      int length = inflater.inflate(out);
      if (!inflater.finished() || inflater.getRemaining() > 0) {
        throw new MalformedDataException("compressed data is cut off, too long, or too large");
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw new MalformedDataException("compressed data is damaged", e);
    } finally {
      inflater.end();
    }
  }
}
