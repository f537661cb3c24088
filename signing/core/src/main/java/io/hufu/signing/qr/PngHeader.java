package io.hufu.signing.qr;

import io.hufu.crypto.MalformedDataException;
import java.nio.ByteBuffer;

/**
 * The header of a PNG picture (clause 11.2.2).
 *
 * @param depth bits of a sample: 1, 2, 4, 8 or 16
 * @param colour 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 */
record PngHeader(int width, int height, int depth, int colour, boolean interlaced) {
  private static final int LENGTH = 13;

  static PngHeader read(ByteBuffer data) throws MalformedDataException {
    if (data.remaining() != LENGTH) {
      throw new MalformedDataException("PNG: the header has not 13 bytes");
    }
    int width = data.getInt();
    int height = data.getInt();
    int depth = data.get();
    int colour = data.get();
    boolean plain = data.getShort() == 0; // compression and filter method
    int interlace = data.get();
    if (width < 1 || height < 1 || (long) width * height > PngPicture.MAX_PIXELS) {
      throw new MalformedDataException("PNG: no pixels, or too many");
    }
    if (!plain || interlace < 0 || interlace > 1 || !allows(colour, depth)) {
      throw new MalformedDataException("PNG: a combination that the standard does not have");
    }
    return new PngHeader(width, height, depth, colour, interlace == 1);
  }

  /** Table 11.1. */
  private static boolean allows(int colour, int depth) {
    return switch (colour) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  int channels() {
    return switch (colour) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** Bytes from one pixel to the next, at least one; filters reach back that far. */
  int pixelBytes() {
    return Math.max(1, depth * channels() / 8);
  }

  /** Bytes of a row of that many pixels, without its filter byte. */
  int rowBytes(int pixels) {
    return Math.toIntExact(((long) pixels * depth * channels() + 7) / 8);
  }
}
