package io.hufu.signing.pdf;

import io.hufu.signing.page.Box;
import io.hufu.signing.page.Colour;
import io.hufu.signing.page.Drawing;
import io.hufu.signing.page.Drawing.Glyph;
import io.hufu.signing.page.Drawing.Picture;
import io.hufu.signing.page.Drawing.Shape;
import io.hufu.signing.page.Drawing.Text;
import io.hufu.signing.page.DrawingList;
import io.hufu.signing.page.EmbeddedFont;
import io.hufu.signing.page.Path;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes drawings as a content stream (ISO 32000-1 §8, §9). Equal drawings give equal bytes.
 *
 * <p>Units are millimetres, y downwards, under one transformation at the start. Fonts are F0, F1 …
 * by their index, pictures I0, I1 … by their order on the page.
 */
final class PageContent {
  /** Points of a millimetre. */
  static final double POINTS = 72 / 25.4;

  private final List<EmbeddedFont> fonts;
  private final StringBuilder out = new StringBuilder();
  private final List<Picture> pictures = new ArrayList<>();

  private PageContent(List<EmbeddedFont> fonts) {
    this.fonts = fonts;
  }

  /**
   * A content stream and the pictures that it names.
   *
   * @param bytes not compressed
   */
  record Written(byte[] bytes, List<Picture> pictures) {}

  /** Writes a page; the seal is drawn on top when it is given. */
  static Written page(DrawingList list, int index, boolean withSeal) {
    DrawingList.Page page = list.pages().get(index);
    PageContent content = new PageContent(list.fonts());
    content.start(page.height());
    page.drawings().forEach(content::write);
    DrawingList.Seal seal = list.seal();
    if (withSeal && seal.page() == index) {
      content.op("q");
      content.op("1 0 0 1", seal.box().x(), seal.box().y(), "cm");
      seal.shapes().forEach(content::write);
      content.op("Q");
    }
    return content.end();
  }

  /** Writes shapes into a box of their own, such as the appearance of a signature. */
  static byte[] shapes(List<Shape> shapes, Box box) {
    PageContent content = new PageContent(List.of());
    content.start(box.height());
    shapes.forEach(content::write);
    return content.end().bytes();
  }

  private void start(double height) {
    op("q");
    op(precise(POINTS), "0 0", precise(-POINTS), "0", precise(height * POINTS), "cm");
    op("1 j 1 J");
  }

  private Written end() {
    op("Q");
    return new Written(out.toString().getBytes(StandardCharsets.US_ASCII), List.copyOf(pictures));
  }

  private void write(Drawing drawing) {
    if (drawing instanceof Text text) {
      text(text);
    } else if (drawing instanceof Shape shape) {
      shape(shape);
    } else if (drawing instanceof Picture picture) {
      Box box = picture.box();
      op("q");
      op(box.width(), "0 0", -box.height(), box.x(), box.bottom(), "cm");
      op("/I" + pictures.size(), "Do");
      op("Q");
      pictures.add(picture);
    }
  }

  private void shape(Shape shape) {
    if (shape.fill() != null) {
      colour(shape.fill(), "rg");
    }
    if (shape.stroke() != null) {
      colour(shape.stroke().colour(), "RG");
      op(shape.stroke().width(), "w");
    }
    shape.path().segments().forEach(this::segment);
    String fill = shape.fill() == null ? "S" : "f";
    op(shape.fill() != null && shape.stroke() != null ? "B" : fill);
  }

  private void segment(Path.Segment segment) {
    if (segment instanceof Path.Move move) {
      op(move.x(), move.y(), "m");
    } else if (segment instanceof Path.Line line) {
      op(line.x(), line.y(), "l");
    } else if (segment instanceof Path.Curve c) {
      op(c.x1(), c.y1(), c.x2(), c.y2(), c.x(), c.y(), "c");
    } else {
      op("h");
    }
  }

  private void text(Text text) {
    op("BT");
    colour(text.colour(), "rg");
    if (text.stroke() > 0) {
      colour(text.colour(), "RG");
      op(text.stroke(), "w 2 Tr");
    }
    op("/F" + text.font(), text.size(), "Tf");
    double angle = StrictMath.toRadians(text.angle());
    String cos = precise(StrictMath.cos(angle));
    String sin = precise(-StrictMath.sin(angle));
    op(cos, sin, sin, precise(-StrictMath.cos(angle)), text.x(), text.y(), "Tm");
    glyphs(text, fonts.get(text.font()));
    if (text.stroke() > 0) {
      op("0 Tr");
    }
    op("ET");
  }

  /** Shows glyphs; where one does not start at the end of the one before, TJ moves it. */
  private void glyphs(Text text, EmbeddedFont font) {
    StringBuilder array = new StringBuilder("[<");
    double pen = 0;
    for (Glyph glyph : text.glyphs()) {
      double move = (pen - glyph.offset()) * 1000 / text.size();
      if (Math.abs(move) >= 1) {
        array.append('>').append(number(move)).append('<');
        pen = glyph.offset();
      }
      array.append(String.format(Locale.ROOT, "%04X", glyph.id()));
      pen += font.advances().get(glyph.id()) * text.size() / 1000;
    }
    op(array.append(">]").toString(), "TJ");
  }

  private void colour(Colour colour, String operator) {
    op(share(colour.red()), share(colour.green()), share(colour.blue()), operator);
  }

  private static double share(int value) {
    return value / 255.0;
  }

  private void op(Object... operandsAndOperator) {
    for (int i = 0; i < operandsAndOperator.length; i++) {
      Object part = operandsAndOperator[i];
      out.append(i == 0 ? "" : " ").append(part instanceof Double d ? number(d) : part);
    }
    out.append('\n');
  }

  /** Three decimals: a thousandth of a millimetre is finer than any printer. */
  private static String number(double value) {
    return decimal(value, 1000, 3);
  }

  private static String precise(double value) {
    return decimal(value, 1_000_000, 6);
  }

  static String decimal(double value, int scale, int digits) {
    long scaled = StrictMath.round(value * scale);
    String sign = scaled < 0 ? "-" : "";
    long whole = Math.abs(scaled) / scale;
    long rest = Math.abs(scaled) % scale;
    if (rest == 0) {
      return sign + whole;
    }
    StringBuilder fraction = new StringBuilder(Long.toString(rest + scale).substring(1));
    while (fraction.charAt(fraction.length() - 1) == '0') {
      fraction.setLength(fraction.length() - 1);
    }
    return fraction.length() > digits ? sign + whole : sign + whole + "." + fraction;
  }
}
