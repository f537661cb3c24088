package io.hufu.signing.ofd;

import java.util.Optional;

/**
 * ST_Box: an upright rectangle, in mm, y downwards. Immutable.
 *
 * @param x left edge
 * @param y top edge
 * @param width not negative
 * @param height not negative
 */
record Boundary(double x, double y, double width, double height) {
  private static final double FAR = 1e6;

  /** Reads four numbers; empty for anything else, or for a rectangle of no use. */
  static Optional<Boundary> parse(String text) {
    double[] n = Numbers.parse(text, 4);
    boolean good = n.length == 4 && n[2] >= 0 && n[3] >= 0;
    for (double number : n) {
      good &= Math.abs(number) <= FAR;
    }
    return good ? Optional.of(new Boundary(n[0], n[1], n[2], n[3])) : Optional.empty();
  }

  double area() {
    return width * height;
  }

  /** Returns what both share; of no area when they do not meet. */
  Boundary intersect(Boundary other) {
    double left = Math.max(x, other.x);
    double top = Math.max(y, other.y);
    double right = Math.min(x + width, other.x + other.width);
    double bottom = Math.min(y + height, other.y + other.height);
    return new Boundary(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  /** Returns the part that a clip inside this rectangle leaves. */
  Boundary clipped(Boundary clip) {
    return intersect(new Boundary(x + clip.x, y + clip.y, clip.width, clip.height));
  }

  /** Returns by what it has to shrink to go into a place; at most 1. */
  double scaleInto(double placeWidth, double placeHeight) {
    double across = width > 0 ? placeWidth / width : 1;
    double down = height > 0 ? placeHeight / height : 1;
    return Math.min(1, Math.min(across, down));
  }

  /** Returns the same rectangle with its corner at the origin. */
  Boundary atOrigin() {
    return new Boundary(0, 0, width, height);
  }
}
