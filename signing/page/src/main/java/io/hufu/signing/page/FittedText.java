package io.hufu.signing.page;

import io.hufu.signing.page.FontUse.Shown;
import io.hufu.signing.page.PageTemplate.Align;
import io.hufu.signing.page.PageTemplate.TextBlock;
import io.hufu.signing.page.TextSetter.Style;
import java.util.List;

/** Sets free text into a box: wraps, then shrinks down to half its size. */
final class FittedText {
  private static final double STEP = 0.96;
  private static final double SMALLEST = 0.5;
  private static final double BOLD = 0.028;

  private final TextSetter setter;
  private final TextBlock block;

  FittedText(TextSetter setter, TextBlock block) {
    this.setter = setter;
    this.block = block;
  }

  void draw(List<Drawing> page, String text) throws PageException {
    List<List<Shown>> paragraphs = setter.paragraphs(text);
    double size = block.size();
    List<List<Shown>> lines = LineBreaker.lines(paragraphs, block.box().width() / size);
    while (!fits(lines, size)) {
      size *= STEP;
      if (size < block.size() * SMALLEST) {
        throw new PageException(
            PageException.Code.PAGE_OVERFLOW, "a text is too long for its place: " + block.value());
      }
      lines = LineBreaker.lines(paragraphs, block.box().width() / size);
    }
    double y = block.box().y() + TextSetter.BASE_LINE * size;
    Style style = new Style(size, block.colour(), block.bold() ? size * BOLD : 0);
    for (List<Shown> line : lines) {
      draw(page, line, style, y);
      y += TextSetter.LEADING * size;
    }
  }

  private boolean fits(List<List<Shown>> lines, double size) {
    double height = (1 + TextSetter.LEADING * (lines.size() - 1)) * size;
    return lines.size() == 1
        ? TextSetter.width(lines.get(0)) * size <= block.box().width() + 1e-9
        : height <= block.box().height();
  }

  private void draw(List<Drawing> page, List<Shown> line, Style style, double y) {
    double free = block.box().width() - TextSetter.width(line) * style.size();
    boolean spread = block.align() == Align.SPREAD && line.size() > 1;
    double extra = spread ? free / (line.size() - 1) : 0;
    double left =
        switch (block.align()) {
          case LEFT -> 0;
          case CENTER -> free / 2;
          case RIGHT -> free;
          case SPREAD -> spread ? 0 : free / 2;
        };
    setter.draw(page, line, style, new double[] {block.box().x() + left, y, extra});
  }
}
