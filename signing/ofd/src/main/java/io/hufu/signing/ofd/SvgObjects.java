package io.hufu.signing.ofd;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws the objects of a page in their order (GB/T 33190 §8 to §13). Not thread-safe. */
final class SvgObjects {
  private static final int MOST_NESTED = 16;
  private static final Set<String> NOT_DRAWN = Set.of("Actions", "Clips", "CustomTags");

  private final PageResources resources;
  private final GlyphFonts fonts;
  private final SvgCanvas canvas;
  private final SvgPaint paint;
  private final SvgClips clips;
  private int nested;

  SvgObjects(PageResources resources, GlyphFonts fonts, SvgCanvas canvas) {
    this.resources = resources;
    this.fonts = fonts;
    this.canvas = canvas;
    this.paint = new SvgPaint(resources, canvas);
    this.clips = new SvgClips(canvas);
  }

  /** Draws what a layer, a block or the content of a composite unit holds. */
  void drawAll(OfdElement container, Style outer) throws IOException {
    Style style = outer.with(container, resources);
    for (OfdElement object : container.children()) {
      if (!canvas.spend()) {
        return;
      }
      draw(object, style);
    }
  }

  private void draw(OfdElement object, Style outer) throws IOException {
    switch (object.name()) {
      case "PageBlock" -> drawAll(object, outer);
      case "TextObject", "PathObject", "ImageObject", "CompositeObject" ->
          drawUnit(object, outer.with(object, resources));
      default -> {
        if (!NOT_DRAWN.contains(object.name())) {
          canvas.note(NotDrawn.Reason.OBJECT_UNKNOWN, object.name());
        }
      }
    }
  }

  /** Boundary places and cuts, then CTM turns; the object's own areas lie before or behind CTM. */
  private void drawUnit(OfdElement object, Style style) throws IOException {
    if (object.attribute("Visible").orElse("true").equals("false")) {
      return;
    }
    Optional<Boundary> box = object.attribute("Boundary").flatMap(Boundary::parse);
    if (box.isEmpty()) {
      canvas.note(NotDrawn.Reason.OBJECT_UNREADABLE, object.name() + " Boundary");
      return;
    }
    XmlText xml = canvas.body();
    int depth = xml.depth();
    xml.start("g");
    xml.attribute("transform", "translate(" + XmlText.precise(box.get().x(), box.get().y()) + ")");
    double alpha = SvgPaint.alpha(object.attribute("Alpha"));
    if (alpha < 1) {
      xml.attribute("opacity", XmlText.number(alpha));
    }
    // Products state boxes that glyphs and strokes overhang: cut where a reader would be misled.
    if (object.name().equals("ImageObject") || object.name().equals("CompositeObject")) {
      clips.to(xml, box.get().atOrigin());
    }
    boolean turned = SvgClips.turns(object);
    if (!turned) {
      clips.open(xml, object);
    }
    String matrix = matrix(object);
    if (!matrix.isEmpty()) {
      xml.start("g").attribute("transform", matrix);
    }
    if (turned) {
      clips.open(xml, object);
    }
    content(object, style, box.get());
    xml.endTo(depth);
  }

  private void content(OfdElement object, Style style, Boundary box) throws IOException {
    switch (object.name()) {
      case "TextObject" -> new SvgTextObject(canvas, paint).draw(object, style, font(object));
      case "PathObject" -> path(object, style);
      case "ImageObject" ->
          new SvgImages(canvas).draw(object, resources, matrix(object).isEmpty() ? box : null);
      default -> composite(object, style);
    }
  }

  private GlyphFont font(OfdElement object) throws IOException {
    return fonts.of(object.attribute("Font").orElse(""), resources, canvas);
  }

  private void path(OfdElement object, Style style) {
    Optional<String> data =
        object.all("AbbreviatedData").stream().findFirst().flatMap(SvgObjects::data);
    if (data.isEmpty()) {
      canvas.note(NotDrawn.Reason.OBJECT_UNREADABLE, "PathObject");
      return;
    }
    boolean stroke = isTrue(object, "Stroke", true);
    boolean fill = isTrue(object, "Fill", false);
    XmlText xml = canvas.body().start("path").attribute("d", data.get());
    @Nullable OfdElement fillColour = style.child("FillColor").orElse(null);
    paint.colour(xml, "fill", fill && fillColour != null, fillColour); // default: transparent
    if (fill && isEvenOdd(object)) {
      xml.attribute("fill-rule", "evenodd");
    }
    if (stroke) {
      paint.colour(xml, "stroke", true, style.child("StrokeColor").orElse(null));
      paint.line(xml, style);
    }
    xml.end();
  }

  private void composite(OfdElement object, Style style) throws IOException {
    String id = object.attribute("ResourceID").orElse("");
    Optional<PageResources.Item> unit = resources.find("CompositeGraphicUnit", id);
    if (unit.isEmpty()) {
      canvas.note(NotDrawn.Reason.RESOURCE_MISSING, "CompositeGraphicUnit " + id);
      return;
    }
    if (nested >= MOST_NESTED) {
      canvas.note(NotDrawn.Reason.LIMIT, "CompositeGraphicUnit " + id);
      return;
    }
    nested++;
    for (OfdElement content : unit.get().element().all("Content")) {
      drawAll(content, style);
    }
    nested--;
  }

  static boolean isTrue(OfdElement object, String name, boolean usual) {
    return object.attribute(name).map("true"::equals).orElse(usual);
  }

  static boolean isEvenOdd(OfdElement path) {
    return path.attribute("Rule").orElse("").equals("Even-Odd");
  }

  static Optional<String> data(OfdElement abbreviated) {
    try {
      return PathData.toSvg(abbreviated.text());
    } catch (OfdFault e) {
      return Optional.empty();
    }
  }

  /** Returns CTM as SVG has it; empty when there is none, or none that can be read. */
  static String matrix(OfdElement object) {
    double[] m = Numbers.parse(object.attribute("CTM").orElse(""), 6);
    return m.length == 6 ? "matrix(" + XmlText.precise(m) + ")" : "";
  }
}
