package io.hufu.signing.qr;

import io.hufu.crypto.MalformedDataException;
import java.util.Arrays;

/**
 * The brightness of a PNG picture (ISO/IEC 15948), row by row; transparent pixels are white.
 *
 * <p>Read without the desktop classes of Java, which servers often lack. Work and memory are
 * bounded by {@link #MAX_PIXELS} and the length of the file. Immutable.
 */
final class PngPicture {
  /** A page of A4 at 600 dots per inch has 35 million. */
  static final int MAX_PIXELS = 40_000_000;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final int width;
  private final int height;
  private final byte[] luminance;

  private PngPicture(int width, int height, byte[] luminance) {
    this.width = width;
    this.height = height;
    this.luminance = luminance;
  }

  static boolean isPng(byte[] start) {
    return start.length >= SIGNATURE.length
        && Arrays.equals(start, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  /** Clause 5.2: the first eight bytes of every file. */
  static byte[] signature() {
    return SIGNATURE.clone();
  }

  /** Reads a picture; anything that the standard does not allow is malformed. */
  static PngPicture read(byte[] file) throws MalformedDataException {
    PngChunks chunks = PngChunks.read(file, SIGNATURE.length);
    PngHeader header = chunks.header();
    byte[] luminance = new byte[header.width() * header.height()];
    Arrays.fill(luminance, (byte) 0xff);
    new PngRows(chunks, luminance).read();
    return new PngPicture(header.width(), header.height(), luminance);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** One byte a pixel, 0 for black; not copied, for it may be large. */
  byte[] luminance() {
    return luminance;
  }
}
