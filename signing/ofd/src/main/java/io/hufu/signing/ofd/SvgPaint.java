package io.hufu.signing.ofd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Colours, shadings and lines as SVG has them (GB/T 33190 §8.3, §9.1). Not thread-safe. */
final class SvgPaint {
  private static final double LINE_WIDTH = 0.353;
  private static final List<String> SHADINGS =
      List.of("Pattern", "AxialShd", "RadialShd", "GouraudShd", "LaGouraudShd");

  private final PageResources resources;
  private final SvgCanvas canvas;

  SvgPaint(PageResources resources, SvgCanvas canvas) {
    this.resources = resources;
    this.canvas = canvas;
  }

  /**
   * Writes fill or stroke.
   *
   * @param use whether there is any
   * @param colour black when null
   */
  void colour(XmlText xml, String attribute, boolean use, @Nullable OfdElement colour) {
    if (!use) {
      xml.attribute(attribute, "none");
      return;
    }
    xml.attribute(attribute, colour == null ? "#000000" : paint(colour));
    double alpha = colour == null ? 1 : alpha(colour.attribute("Alpha"));
    if (alpha < 1) {
      xml.attribute(attribute + "-opacity", XmlText.number(alpha));
    }
  }

  /** Alpha runs from 0, nothing, to 255. */
  static double alpha(Optional<String> text) {
    double[] value = text.map(t -> Numbers.parse(t, 1)).orElse(new double[0]);
    return value.length == 1 ? Math.min(255, Math.max(0, value[0])) / 255 : 1;
  }

  private String paint(OfdElement colour) {
    for (String shading : SHADINGS) {
      Optional<OfdElement> found = colour.all(shading).stream().findFirst();
      if (found.isPresent()) {
        return shading.endsWith("ialShd") ? gradient(found.get()) : instead(found.get());
      }
    }
    return plain(colour);
  }

  private String instead(OfdElement shading) {
    canvas.note(NotDrawn.Reason.PATTERN, shading.name());
    return shading.all("Point").stream()
        .flatMap(point -> point.all("Color").stream())
        .findFirst()
        .map(this::plain)
        .orElse("#c0c0c0");
  }

  private String plain(OfdElement colour) {
    Optional<OfdElement> space =
        colour
            .attribute("ColorSpace")
            .flatMap(id -> resources.find("ColorSpace", id))
            .map(PageResources.Item::element);
    String value = colour.attribute("Value").orElse("");
    if (value.isEmpty() && colour.attribute("Index").isPresent() && space.isPresent()) {
      value = palette(space.get(), colour.attribute("Index").get());
    }
    double[] c = Numbers.parseAny(value, 4);
    return switch (c.length) {
      case 1 -> hex(c[0], c[0], c[0]);
      case 3 -> hex(c[0], c[1], c[2]);
      case 4 -> hex(mixed(c[0], c[3]), mixed(c[1], c[3]), mixed(c[2], c[3]));
      default -> "#000000";
    };
  }

  private static String palette(OfdElement space, String index) {
    double[] number = Numbers.parse(index, 1);
    List<OfdElement> entries =
        space.all("Palette").stream().flatMap(palette -> palette.all("CV").stream()).toList();
    int at = number.length == 1 ? (int) number[0] : -1;
    try {
      return at >= 0 && at < entries.size() ? entries.get(at).text() : "";
    } catch (OfdFault e) {
      return "";
    }
  }

  /** What an ink and black leave of the paper's light. */
  private static double mixed(double ink, double black) {
    return (255 - ink) * (255 - black) / 255;
  }

  private static String hex(double... rgb) {
    StringBuilder text = new StringBuilder("#");
    for (double part : rgb) {
      int value = (int) Math.min(255, Math.max(0, Math.round(part)));
      text.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
    }
    return text.toString();
  }

  private String gradient(OfdElement shading) {
    List<SvgGradient.Stop> stops = new ArrayList<>();
    List<OfdElement> segments = shading.all("Segment").stream().limit(SvgGradient.MOST).toList();
    for (OfdElement segment : segments) {
      double usual = segments.size() == 1 ? 0 : stops.size() / (segments.size() - 1.0);
      double[] position = Numbers.parse(segment.attribute("Position").orElse(""), 1);
      String colour = segment.all("Color").stream().findFirst().map(this::plain).orElse("#000000");
      stops.add(new SvgGradient.Stop(position.length == 1 ? position[0] : usual, colour));
    }
    return SvgGradient.of(shading, stops)
        .map(gradient -> "url(#" + gradient.define(canvas) + ")")
        .orElseGet(() -> instead(shading));
  }

  /** Writes width, ends, joins and dashes of a line. */
  void line(XmlText xml, Style style) {
    xml.attribute("stroke-width", XmlText.precise(style.number("LineWidth").orElse(LINE_WIDTH)));
    named(style, "Cap", List.of("Round", "Square"))
        .ifPresent(cap -> xml.attribute("stroke-linecap", cap));
    named(style, "Join", List.of("Round", "Bevel"))
        .ifPresent(join -> xml.attribute("stroke-linejoin", join));
    style
        .number("MiterLimit")
        .filter(limit -> limit >= 1)
        .ifPresent(limit -> xml.attribute("stroke-miterlimit", XmlText.precise(limit)));
    double[] dashes = Numbers.parse(style.attribute("DashPattern").orElse(""), 64);
    if (dashes.length > 0 && Arrays.stream(dashes).allMatch(dash -> dash >= 0)) {
      xml.attribute("stroke-dasharray", XmlText.precise(dashes));
      style
          .number("DashOffset")
          .ifPresent(offset -> xml.attribute("stroke-dashoffset", XmlText.precise(offset)));
    }
  }

  private static Optional<String> named(Style style, String name, List<String> known) {
    return style
        .attribute(name)
        .filter(known::contains)
        .map(value -> value.toLowerCase(Locale.ROOT));
  }
}
