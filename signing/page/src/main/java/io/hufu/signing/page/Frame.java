package io.hufu.signing.page;

import io.hufu.signing.page.Drawing.Shape;
import io.hufu.signing.page.Drawing.Stroke;
import io.hufu.signing.page.PageTemplate.Sheet;
import java.util.List;

/** Ground, rosette and border of a page. */
final class Frame {
  private static final double EDGE = 8;
  private static final double RIBBON = 5;
  private static final double HALF_WAVE = 4;

  private final Sheet sheet;

  Frame(Sheet sheet) {
    this.sheet = sheet;
  }

  void drawGround(List<Drawing> page) {
    page.add(new Shape(rectangle(sheet.box()), sheet.accent().tint(0.022), null));
    page.add(rosette());
  }

  void drawBorder(List<Drawing> page) {
    Box paper = sheet.box();
    double edge = Math.min(EDGE, paper.width() / 24);
    Box outer = paper.inset(edge);
    if (!sheet.ornate()) {
      page.add(line(outer, 0.9));
      page.add(line(outer.inset(1.4), 0.25));
      return;
    }
    Box inner = outer.inset(RIBBON);
    ribbon(page, outer);
    page.add(line(outer, 0.5));
    page.add(line(inner, 0.5));
    page.add(line(inner.inset(0.9), 0.15));
  }

  private static Path rectangle(Box box) {
    return new Path.Builder().rectangle(box).build();
  }

  private Shape line(Box box, double width) {
    return new Shape(rectangle(box), null, new Stroke(sheet.accent(), width));
  }

  /** Interlaced waves between the two lines of the border, with a square at each corner. */
  private void ribbon(List<Drawing> page, Box outer) {
    Stroke thin = new Stroke(sheet.accent().tint(0.62), 0.16);
    double middle = RIBBON / 2;
    for (double amplitude : new double[] {2.1, 1.3, -1.3, -2.1}) {
      Path.Builder path = new Path.Builder();
      double left = outer.x() + RIBBON;
      double top = outer.y() + RIBBON;
      double across = outer.width() - 2 * RIBBON;
      double down = outer.height() - 2 * RIBBON;
      wave(path, new double[] {left, outer.y() + middle, across, amplitude}, true);
      wave(path, new double[] {left, outer.bottom() - middle, across, amplitude}, true);
      wave(path, new double[] {outer.x() + middle, top, down, amplitude}, false);
      wave(path, new double[] {outer.right() - middle, top, down, amplitude}, false);
      page.add(new Shape(path.build(), null, thin));
    }
    for (double x : new double[] {outer.x(), outer.right() - RIBBON}) {
      for (double y : new double[] {outer.y(), outer.bottom() - RIBBON}) {
        corner(page, new Box(x, y, RIBBON, RIBBON));
      }
    }
  }

  private void corner(List<Drawing> page, Box box) {
    Stroke stroke = new Stroke(sheet.accent().tint(0.75), 0.2);
    page.add(new Shape(rectangle(box), null, new Stroke(sheet.accent(), 0.3)));
    double x = box.x() + RIBBON / 2;
    double y = box.y() + RIBBON / 2;
    Path.Builder path = new Path.Builder();
    path.circle(x, y, 1.9).circle(x, y, 1.1);
    path.move(x, y - 1.9).line(x + 1.9, y).line(x, y + 1.9).line(x - 1.9, y).close();
    page.add(new Shape(path.build(), null, stroke));
  }

  /** Half sine waves as Bézier curves; run is start x, start y, length and amplitude. */
  private static void wave(Path.Builder path, double[] run, boolean across) {
    int halves = 2 * (int) StrictMath.round(run[2] / (2 * HALF_WAVE));
    double step = run[2] / halves;
    double peak = run[3] * 4 / 3;
    path.move(run[0], run[1]);
    for (int i = 0; i < halves; i++) {
      double from = i * step;
      double side = i % 2 == 0 ? peak : -peak;
      double[] along = {from + step * 0.3642, from + step * 0.6358, from + step};
      path.curve(
          across
              ? new double[] {
                run[0] + along[0],
                run[1] + side,
                run[0] + along[1],
                run[1] + side,
                run[0] + along[2],
                run[1]
              }
              : new double[] {
                run[0] + side,
                run[1] + along[0],
                run[0] + side,
                run[1] + along[1],
                run[0],
                run[1] + along[2]
              });
    }
  }

  /** A pale guilloche in the middle of the page. */
  private Shape rosette() {
    Box paper = sheet.box();
    double reach = Math.min(paper.width(), paper.height()) * 0.34;
    double x = paper.width() / 2;
    double y = paper.height() / 2;
    Path.Builder path = new Path.Builder();
    for (int ring = 0; ring < 4; ring++) {
      double radius = reach * (1 - 0.17 * ring);
      int points = 288;
      for (int i = 0; i <= points; i++) {
        double angle = 2 * StrictMath.PI * i / points;
        double r = radius * (0.82 + 0.18 * StrictMath.cos(18 * angle + ring * StrictMath.PI / 2));
        double px = x + r * StrictMath.cos(angle);
        double py = y + r * StrictMath.sin(angle);
        if (i == 0) {
          path.move(px, py);
        } else {
          path.line(px, py);
        }
      }
      path.close();
    }
    return new Shape(path.build(), null, new Stroke(sheet.accent().tint(0.1), 0.2));
  }
}
