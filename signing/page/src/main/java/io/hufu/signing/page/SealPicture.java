package io.hufu.signing.page;

import io.hufu.crypto.MalformedDataException;
import io.hufu.signing.page.Drawing.Shape;
import io.hufu.signing.page.Drawing.Stroke;
import io.hufu.signing.page.FontUse.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * The round seal of an authority, in outlines: its name in an arc, the purpose below.
 *
 * <p>No star and no emblem: those belong to real seals. The seal of a sample says 样章.
 */
final class SealPicture {
  private static final String PURPOSE = "电子证照专用章";
  private static final String SAMPLE = "样章";

  private final FontUse fonts;
  private final String authority;
  private final boolean sample;

  SealPicture(FontUse fonts, String authority, boolean sample) {
    this.fonts = fonts;
    this.authority = authority;
    this.sample = sample;
  }

  /** Draws the seal with its box's left top corner as origin; the diameter is in mm. */
  List<Shape> shapes(double diameter) throws PageException {
    double r = diameter / 2;
    List<Shape> shapes = new ArrayList<>();
    shapes.add(ring(r, r * 0.965, r * 0.06));
    shapes.add(ring(r, r * 0.885, r * 0.014));
    shapes.add(filled(arc(r)));
    shapes.add(filled(line(PURPOSE, new double[] {r, r * 1.66, r * 0.2, 0.82})));
    if (sample) {
      shapes.add(filled(line(SAMPLE, new double[] {r, r * 1.2, r * 0.5, 1})));
    } else {
      shapes.add(ring(r, r * 0.3, r * 0.03));
      shapes.add(filled(lozenge(r)));
    }
    return shapes;
  }

  private static Shape ring(double centre, double radius, double width) {
    Path path = new Path.Builder().circle(centre, centre, radius).build();
    return new Shape(path, null, new Stroke(Colour.SEAL_RED, Path.rounded(width)));
  }

  private static Shape filled(Path path) {
    return new Shape(path, Colour.SEAL_RED, null);
  }

  private static Path lozenge(double r) {
    double reach = r * 0.2;
    return new Path.Builder()
        .move(r, r - reach)
        .line(r + reach, r)
        .line(r, r + reach)
        .line(r - reach, r)
        .close()
        .build();
  }

  /** Sets the name on a circle, tops outwards; long names get narrower, then smaller. */
  private Path arc(double r) throws PageException {
    List<Shown> name = new ArrayList<>();
    for (int codePoint : authority.codePoints().filter(c -> c != ' ').toArray()) {
      name.add(fonts.show(codePoint));
    }
    int count = Math.max(1, name.size());
    double most = StrictMath.toRadians(count > 16 ? 265 : 235);
    double step = Math.min(StrictMath.toRadians(26), most / count);
    double middle = r * 0.7;
    double height = Math.min(r * 0.3, step * middle * 1.5);
    double width = Math.min(height * 0.86, step * middle * 0.98);
    Path.Builder path = new Path.Builder();
    for (int i = 0; i < name.size(); i++) {
      double angle = (i - (count - 1) / 2.0) * step;
      double sin = StrictMath.sin(angle);
      double cos = StrictMath.cos(angle);
      // From the glyph's square, base at the origin, to its place on the circle.
      double base = middle - height * 0.38;
      double[] turn = {cos, sin, -sin, cos, r + base * sin, r - base * cos};
      outline(path, name.get(i), new double[] {width, height, -0.5}, turn);
    }
    return path.build();
  }

  /** Sets one straight line; place is centre x, base line, size and narrowing. */
  private Path line(String text, double[] place) throws PageException {
    Path.Builder path = new Path.Builder();
    double width = place[2] * place[3];
    double x = place[0] - width * text.length() / 2;
    for (int codePoint : text.codePoints().toArray()) {
      double[] move = {1, 0, 0, 1, x, place[1]};
      outline(path, fonts.show(codePoint), new double[] {width, place[2], 0}, move);
      x += width;
    }
    return path.build();
  }

  /**
   * Draws a glyph into a cell of width and height in mm, shifted by a share of it, and moves it.
   */
  private static void outline(Path.Builder path, Shown glyph, double[] cell, double[] move)
      throws PageException {
    double em = glyph.font().glyphs().unitsPerEm();
    double narrow = Math.min(1, 1 / Math.max(glyph.width(), 1e-3));
    double sx = cell[0] * narrow / em;
    double[] scale = {sx, 0, 0, -cell[1] / em, cell[2] * cell[0] * narrow * glyph.width(), 0};
    try {
      new GlyphOutline(glyph.font(), path)
          .draw(glyph.original(), GlyphOutline.multiply(scale, move));
    } catch (MalformedDataException e) {
      throw new PageException(
          PageException.Code.GLYPH_MISSING, glyph.font().name() + ": " + e.getMessage());
    }
  }
}
