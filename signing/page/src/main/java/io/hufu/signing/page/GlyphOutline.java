package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;

/** Draws the outline of a glyph as a path (OpenType 1.9, "glyf", simple glyph description). */
final class GlyphOutline {
  private static final int ON_CURVE = 0x01;
  private static final int X_SHORT = 0x02;
  private static final int Y_SHORT = 0x04;
  private static final int REPEAT = 0x08;
  private static final int X_SAME = 0x10;
  private static final int Y_SAME = 0x20;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_PARTS = 256;
  private static final int MAX_POINTS = 20_000;

  private final TrueTypeFont font;
  private final Path.Builder path;
  private int parts;
  private int drawn;

  GlyphOutline(TrueTypeFont font, Path.Builder path) {
    this.font = font;
    this.path = path;
  }

  /**
   * Draws a glyph.
   *
   * @param matrix a, b, c, d, e, f from font units, y upwards, to the path's millimetres
   */
  void draw(int glyph, double[] matrix) throws MalformedDataException {
    draw(glyph, matrix, 0);
  }

  private void draw(int glyph, double[] matrix, int depth) throws MalformedDataException {
    if (depth > MAX_DEPTH || ++parts > MAX_PARTS) {
      throw new MalformedDataException("a glyph is nested too deep");
    }
    if (font.glyphs().length(glyph) == 0) {
      return;
    }
    int start = font.glyphs().start(glyph);
    if (CompositeGlyph.isComposite(font.bytes(), start)) {
      for (CompositeGlyph.Part part : CompositeGlyph.parts(font.bytes(), start)) {
        draw(part.glyph(), multiply(part.transform(), matrix), depth + 1);
      }
    } else {
      drawSimple(start, matrix);
    }
  }

  /** Applies {@code first}, then {@code second}. */
  static double[] multiply(double[] first, double[] second) {
    return new double[] {
      first[0] * second[0] + first[1] * second[2],
      first[0] * second[1] + first[1] * second[3],
      first[2] * second[0] + first[3] * second[2],
      first[2] * second[1] + first[3] * second[3],
      first[4] * second[0] + first[5] * second[2] + second[4],
      first[4] * second[1] + first[5] * second[3] + second[5]
    };
  }

  private void drawSimple(int start, double[] matrix) throws MalformedDataException {
    FontBytes bytes = font.bytes();
    int contours = bytes.int16(start);
    int points = contours == 0 ? 0 : bytes.uint16(start + 10 + 2 * (contours - 1)) + 1;
    drawn += points;
    if (drawn > MAX_POINTS) {
      throw new MalformedDataException("a glyph has more than " + MAX_POINTS + " points");
    }
    int at = start + 10 + 2 * contours;
    at += 2 + bytes.uint16(at); // instructions
    int[] flags = new int[points];
    for (int i = 0; i < points; ) {
      int flag = bytes.uint8(at++);
      int times = (flag & REPEAT) == 0 ? 1 : 1 + bytes.uint8(at++);
      for (; times > 0 && i < points; times--) {
        flags[i++] = flag;
      }
    }
    int[] x = new int[points];
    at = coordinates(at, flags, new int[] {X_SHORT, X_SAME}, x);
    int[] y = new int[points];
    coordinates(at, flags, new int[] {Y_SHORT, Y_SAME}, y);
    int first = 0;
    for (int i = 0; i < contours; i++) {
      int last = bytes.uint16(start + 10 + 2 * i);
      if (last < first || last >= points) {
        throw new MalformedDataException("the contours of a glyph are out of order");
      }
      contour(new Points(flags, x, y, matrix), first, last);
      first = last + 1;
    }
  }

  private int coordinates(int from, int[] flags, int[] masks, int[] values)
      throws MalformedDataException {
    FontBytes bytes = font.bytes();
    int at = from;
    int value = 0;
    for (int i = 0; i < values.length; i++) {
      boolean same = (flags[i] & masks[1]) != 0;
      if ((flags[i] & masks[0]) != 0) {
        int delta = bytes.uint8(at++);
        value += same ? delta : -delta;
      } else if (!same) {
        value += bytes.int16(at);
        at += 2;
      }
      values[i] = value;
    }
    return at;
  }

  /** The points of a glyph and where the path has them. */
  private record Points(int[] flags, int[] x, int[] y, double[] matrix) {
    boolean onCurve(int i) {
      return (flags[i] & ON_CURVE) != 0;
    }

    double[] at(int i) {
      return new double[] {
        matrix[0] * x[i] + matrix[2] * y[i] + matrix[4],
        matrix[1] * x[i] + matrix[3] * y[i] + matrix[5]
      };
    }
  }

  /** Walks one contour; between two points off the curve lies one on it. */
  private void contour(Points points, int first, int last) {
    int size = last - first + 1;
    int origin = first;
    while (origin <= last && !points.onCurve(origin)) {
      origin++;
    }
    double[] start = origin > last ? middle(points.at(last), points.at(first)) : points.at(origin);
    int offset = origin > last ? 0 : origin - first + 1;
    int steps = origin > last ? size : size - 1;
    path.move(start[0], start[1]);
    double[] pen = start;
    double[] control = null;
    for (int i = 0; i < steps; i++) {
      int index = first + (offset + i) % size;
      double[] point = points.at(index);
      if (points.onCurve(index)) {
        pen = lineOrCurve(pen, control, point);
        control = null;
      } else {
        pen = control == null ? pen : lineOrCurve(pen, control, middle(control, point));
        control = point;
      }
    }
    if (control != null) {
      lineOrCurve(pen, control, start);
    }
    path.close();
  }

  private double[] lineOrCurve(
      double[] from, double @org.jspecify.annotations.Nullable [] control, double[] to) {
    if (control == null) {
      path.line(to[0], to[1]);
    } else {
      // A quadratic curve as a cubic one: control points at two thirds of the way.
      path.curve(
          new double[] {
            from[0] + 2 * (control[0] - from[0]) / 3,
            from[1] + 2 * (control[1] - from[1]) / 3,
            to[0] + 2 * (control[0] - to[0]) / 3,
            to[1] + 2 * (control[1] - to[1]) / 3,
            to[0],
            to[1]
          });
    }
    return to;
  }

  private static double[] middle(double[] a, double[] b) {
    return new double[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2};
  }
}
