package io.hufu.signing.page;

/**
 * An upright rectangle on a page. Immutable.
 *
 * @param x left edge in mm from the page's left edge
 * @param y top edge in mm from the page's top edge
 * @param width in mm
 * @param height in mm
 */
public record Box(double x, double y, double width, double height) {
  /** Returns the right edge in mm. */
  public double right() {
    return x + width;
  }

  /** Returns the bottom edge in mm. */
  public double bottom() {
    return y + height;
  }

  Box inset(double by) {
    return new Box(x + by, y + by, width - 2 * by, height - 2 * by);
  }
}
