package io.hufu.signing.page;

import io.hufu.signing.page.FontUse.Shown;
import io.hufu.signing.page.TextSetter.Style;
import java.util.List;

/** The words 样例 across a page, pale and under everything else. */
final class Watermark {
  private static final double ANGLE = 30;
  private static final Colour PALE = new Colour(0xee, 0xeb, 0xe9);

  private final TextSetter setter;
  private final Box paper;

  Watermark(TextSetter setter, Box paper) {
    this.setter = setter;
    this.paper = paper;
  }

  void draw(List<Drawing> page) throws PageException {
    List<Shown> words = setter.shown("样例");
    double size = Math.min(paper.width(), paper.height()) / 5;
    Style style = new Style(size, PALE, 0);
    int columns = (int) Math.max(1, StrictMath.round(paper.width() / (size * 4)));
    int rows = (int) Math.max(1, StrictMath.round(paper.height() / (size * 2.6)));
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double x = paper.width() * (column + 0.5) / columns - size * 0.8;
        double y = paper.height() * (row + 0.5) / rows + size * 0.75;
        setter.draw(page, words, style, new double[] {x, y, 0, ANGLE});
      }
    }
  }
}
