package io.hufu.signing.ofd;

import java.util.List;
import java.util.Optional;

/**
 * An axial or radial shading as an SVG gradient (GB/T 33190 §8.3.4), in the object's space.
 *
 * @param numbers start x and y, end x and y, radius at the end (0 for axial)
 */
record SvgGradient(boolean radial, List<Double> numbers, List<Stop> stops) {
  /** More colours than this are not drawn. */
  static final int MOST = 64;

  SvgGradient {
    numbers = List.copyOf(numbers);
    stops = List.copyOf(stops);
  }

  /**
   * A colour on the way.
   *
   * @param offset 0 to 1
   */
  record Stop(double offset, String colour) {}

  /** Reads the shading; empty for one that repeats or cannot be read. */
  static Optional<SvgGradient> of(OfdElement shading, List<Stop> stops) {
    boolean radial = shading.name().equals("RadialShd");
    double[] start = Numbers.parse(shading.attribute("StartPoint").orElse(""), 2);
    double[] end = Numbers.parse(shading.attribute("EndPoint").orElse(""), 2);
    double[] radius = Numbers.parse(shading.attribute("EndRadius").orElse("0"), 1);
    boolean direct = shading.attribute("MapType").orElse("Direct").equals("Direct");
    return start.length == 2 && end.length == 2 && radius.length == 1 && direct
        ? Optional.of(
            new SvgGradient(radial, List.of(start[0], start[1], end[0], end[1], radius[0]), stops))
        : Optional.empty();
  }

  /** Writes the gradient once and returns its id. */
  String define(SvgCanvas canvas) {
    return canvas.define(
        toString(),
        definition -> {
          XmlText xml = definition.start(radial ? "radialGradient" : "linearGradient");
          xml.attribute("gradientUnits", "userSpaceOnUse");
          String[] names =
              radial
                  ? new String[] {"fx", "fy", "cx", "cy", "r"}
                  : new String[] {"x1", "y1", "x2", "y2"};
          for (int i = 0; i < names.length; i++) {
            xml.attribute(names[i], XmlText.precise(numbers.get(i)));
          }
          for (Stop stop : stops) {
            xml.start("stop").attribute("offset", XmlText.precise(stop.offset()));
            xml.attribute("stop-color", stop.colour()).end();
          }
        });
  }
}
