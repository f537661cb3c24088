package io.hufu.signing.page;

import java.util.ArrayList;
import java.util.List;

/** A path of straight and curved lines in mm, y downwards. Immutable. */
public record Path(List<Segment> segments) {
  /** Copies. */
  public Path {
    segments = List.copyOf(segments);
  }

  /** One step of a path. */
  public sealed interface Segment {}

  /** Starts a new part at a point. */
  public record Move(double x, double y) implements Segment {}

  /** A straight line to a point. */
  public record Line(double x, double y) implements Segment {}

  /** A cubic Bézier curve with two control points, to (x, y). */
  public record Curve(double x1, double y1, double x2, double y2, double x, double y)
      implements Segment {}

  /** A straight line back to the start of the part. */
  public record Close() implements Segment {}

  /** Rounds to a thousandth of a millimetre, so that every program writes the same digits. */
  static double rounded(double mm) {
    double value = StrictMath.rint(mm * 1000) / 1000;
    return value == 0 ? 0 : value;
  }

  /** Collects segments. Not thread-safe. */
  static final class Builder {
    /** Control points of a quarter of a circle, as a share of its radius. */
    private static final double QUARTER = 0.5522847498;

    private final List<Segment> segments = new ArrayList<>();

    Builder move(double x, double y) {
      segments.add(new Move(rounded(x), rounded(y)));
      return this;
    }

    Builder line(double x, double y) {
      segments.add(new Line(rounded(x), rounded(y)));
      return this;
    }

    Builder curve(double[] c) {
      segments.add(
          new Curve(
              rounded(c[0]),
              rounded(c[1]),
              rounded(c[2]),
              rounded(c[3]),
              rounded(c[4]),
              rounded(c[5])));
      return this;
    }

    Builder close() {
      segments.add(new Close());
      return this;
    }

    Builder rectangle(Box box) {
      return move(box.x(), box.y())
          .line(box.right(), box.y())
          .line(box.right(), box.bottom())
          .line(box.x(), box.bottom())
          .close();
    }

    Builder circle(double x, double y, double radius) {
      double k = QUARTER * radius;
      return move(x + radius, y)
          .curve(new double[] {x + radius, y + k, x + k, y + radius, x, y + radius})
          .curve(new double[] {x - k, y + radius, x - radius, y + k, x - radius, y})
          .curve(new double[] {x - radius, y - k, x - k, y - radius, x, y - radius})
          .curve(new double[] {x + k, y - radius, x + radius, y - k, x + radius, y})
          .close();
    }

    Path build() {
      return new Path(segments);
    }
  }
}
