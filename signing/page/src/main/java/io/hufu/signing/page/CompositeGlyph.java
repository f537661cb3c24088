package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import java.util.ArrayList;
import java.util.List;

/** The parts of a composite glyph (OpenType 1.9, "glyf", composite glyph description). */
final class CompositeGlyph {
  private static final int WORDS = 0x0001;
  private static final int OFFSETS = 0x0002;
  private static final int SCALE = 0x0008;
  private static final int MORE = 0x0020;
  private static final int TWO_SCALES = 0x0040;
  private static final int MATRIX = 0x0080;

  private CompositeGlyph() {}

  /**
   * One part.
   *
   * @param place where its glyph index stands, from the start of the outline
   * @param transform a, b, c, d, e, f: x' = ax + cy + e, y' = bx + dy + f, in font units
   */
  record Part(int glyph, int place, double[] transform) {}

  /** Tells whether an outline has parts: its number of contours is negative. */
  static boolean isComposite(FontBytes bytes, int start) throws MalformedDataException {
    return bytes.int16(start) < 0;
  }

  static List<Part> parts(FontBytes bytes, int start) throws MalformedDataException {
    List<Part> parts = new ArrayList<>();
    int at = start + 10;
    int flags;
    do {
      flags = bytes.uint16(at);
      int glyph = bytes.uint16(at + 2);
      int place = at + 2 - start;
      at += 4;
      double[] transform = {1, 0, 0, 1, 0, 0};
      if ((flags & WORDS) != 0) {
        transform[4] = bytes.int16(at);
        transform[5] = bytes.int16(at + 2);
        at += 4;
      } else {
        transform[4] = (byte) bytes.uint8(at);
        transform[5] = (byte) bytes.uint8(at + 1);
        at += 2;
      }
      if ((flags & OFFSETS) == 0) {
        throw new MalformedDataException("a glyph's parts are matched by points, not by offsets");
      }
      at = scale(bytes, at, flags, transform);
      parts.add(new Part(glyph, place, transform));
    } while ((flags & MORE) != 0 && parts.size() < 64);
    return parts;
  }

  private static int scale(FontBytes bytes, int at, int flags, double[] transform)
      throws MalformedDataException {
    if ((flags & SCALE) != 0) {
      transform[0] = fraction(bytes, at);
      transform[3] = transform[0];
      return at + 2;
    }
    if ((flags & TWO_SCALES) != 0) {
      transform[0] = fraction(bytes, at);
      transform[3] = fraction(bytes, at + 2);
      return at + 4;
    }
    if ((flags & MATRIX) != 0) {
      for (int i = 0; i < 4; i++) {
        transform[i] = fraction(bytes, at + 2 * i);
      }
      return at + 8;
    }
    return at;
  }

  /** A fixed-point number with 14 bits of fraction. */
  private static double fraction(FontBytes bytes, int at) throws MalformedDataException {
    return bytes.int16(at) / 16384.0;
  }
}
