package io.hufu.signing.ofd;

import java.util.List;
import java.util.Optional;

/** Draws a TextObject as the outlines of its glyphs (GB/T 33190 §11). Immutable. */
record SvgTextObject(SvgCanvas canvas, SvgPaint paint) {
  private static final double EM = 1000;
  private static final double SLANT = -0.2;
  private static final double BOLD = 0.02;
  private static final double HEAVY = 600;

  void draw(OfdElement object, Style style, GlyphFont font) {
    double size = style.number("Size").orElse(0.0);
    if (size <= 0) {
      canvas.note(NotDrawn.Reason.OBJECT_UNREADABLE, "TextObject Size");
      return;
    }
    List<TextPlacement.Placed> glyphs = new TextPlacement(font, size, canvas).place(object);
    if (glyphs.isEmpty()) {
      return;
    }
    boolean bold = style.number("Weight").orElse(0.0) >= HEAVY && !font.isEmbedded();
    XmlText xml = canvas.body().start("g");
    paint.colour(
        xml,
        "fill",
        SvgObjects.isTrue(object, "Fill", true),
        style.child("FillColor").orElse(null));
    if (SvgObjects.isTrue(object, "Stroke", false)) {
      paint.colour(xml, "stroke", true, style.child("StrokeColor").orElse(null));
      double width = style.number("LineWidth").orElse(0.353);
      xml.attribute("stroke-width", XmlText.precise(width * EM / size));
    } else if (bold) {
      paint.colour(xml, "stroke", true, style.child("FillColor").orElse(null));
      xml.attribute("stroke-width", XmlText.precise(BOLD * EM));
    }
    String shape = shape(object, style, size, font);
    for (TextPlacement.Placed placed : glyphs) {
      draw(placed, shape, xml);
    }
    xml.end();
  }

  private void draw(TextPlacement.Placed placed, String shape, XmlText xml) {
    if (!canvas.spend()) {
      return;
    }
    Optional<String> id = GlyphFont.define(placed.glyph(), canvas);
    if (id.isEmpty()) {
      canvas.note(NotDrawn.Reason.GLYPH_MISSING, placed.glyph().key());
      return;
    }
    xml.start("use").attribute("xlink:href", "#" + id.get());
    String place = "translate(" + XmlText.precise(placed.x(), placed.y()) + ") ";
    xml.attribute("transform", place + shape).end();
  }

  /** Turns and stretches every glyph about its origin: CharDirection, HScale, Italic, Size. */
  private static String shape(OfdElement object, Style style, double size, GlyphFont font) {
    StringBuilder shape = new StringBuilder();
    double turn = style.number("CharDirection").orElse(0.0);
    if (turn != 0) {
      shape.append("rotate(").append(XmlText.precise(turn)).append(") ");
    }
    double across = style.number("HScale").orElse(1.0) * size / EM;
    boolean slanted = SvgObjects.isTrue(object, "Italic", false) && !font.isEmbedded();
    double slant = slanted ? SLANT * size / EM : 0;
    shape.append("matrix(").append(XmlText.precise(across, 0, slant, size / EM, 0, 0)).append(')');
    return shape.toString();
  }
}
