package io.hufu.signing.page;

import io.hufu.signing.page.Drawing.Glyph;
import io.hufu.signing.page.Drawing.Text;
import io.hufu.signing.page.FontUse.Shown;
import java.util.ArrayList;
import java.util.List;

/** Turns characters into glyphs at places. Not thread-safe. */
final class TextSetter {
  /** From the top of a line to its base line, in em; ideographs fill their square. */
  static final double BASE_LINE = 0.88;

  /** From one line to the next, in em. */
  static final double LEADING = 1.42;

  private final FontUse fonts;

  TextSetter(FontUse fonts) {
    this.fonts = fonts;
  }

  /** How a line of text looks: em size in mm, colour, width of the line around each glyph in mm. */
  record Style(double size, Colour colour, double stroke) {
    Style sized(double other) {
      return new Style(other, colour, stroke * other / size);
    }
  }

  /** Splits at line feeds and finds the glyphs; a tab is a space. */
  List<List<Shown>> paragraphs(String text) throws PageException {
    List<List<Shown>> paragraphs = new ArrayList<>();
    for (String line : text.split("\r\n|[\r\n]", -1)) {
      paragraphs.add(shown(line));
    }
    return paragraphs;
  }

  List<Shown> shown(String line) throws PageException {
    List<Shown> result = new ArrayList<>();
    for (int codePoint : line.codePoints().toArray()) {
      result.add(fonts.show(codePoint == '\t' ? ' ' : codePoint));
    }
    return result;
  }

  /** Returns the width of a line in em. */
  static double width(List<Shown> line) {
    return line.stream().mapToDouble(Shown::width).sum();
  }

  /** Draws a line from (x, y) on the base line, with extra space after each glyph, in mm. */
  void draw(List<Drawing> page, List<Shown> line, Style style, double[] place) {
    double x = place[0];
    double extra = place.length > 2 ? place[2] : 0;
    double angle = place.length > 3 ? place[3] : 0;
    List<Glyph> run = new ArrayList<>();
    double start = 0;
    double offset = 0;
    for (int i = 0; i < line.size(); i++) {
      Shown glyph = line.get(i);
      run.add(new Glyph(fonts.use(glyph), glyph.codePoint(), Path.rounded(offset - start)));
      offset += glyph.width() * style.size() + extra;
      boolean last = i + 1 == line.size();
      if (last || line.get(i + 1).font() != glyph.font()) {
        double turn = StrictMath.toRadians(angle);
        page.add(
            new Text(
                fonts.index(glyph.font()),
                Path.rounded(style.size()),
                style.colour(),
                Path.rounded(style.stroke()),
                Path.rounded(x + start * StrictMath.cos(turn)),
                Path.rounded(place[1] - start * StrictMath.sin(turn)),
                angle,
                run));
        run = new ArrayList<>();
        start = offset;
      }
    }
  }
}
