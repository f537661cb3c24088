package io.hufu.signing.ofd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts what is drawn to rectangles and areas (GB/T 33190 §8.4). Immutable. */
record SvgClips(SvgCanvas canvas) {
  /** Cuts what the open element draws to a rectangle in its space. */
  void to(XmlText xml, Boundary box) {
    String numbers = XmlText.precise(box.x(), box.y(), box.width(), box.height());
    String id =
        canvas.define(
            "clip " + numbers,
            definition -> {
              XmlText clip = definition.start("clipPath").start("rect");
              clip.attribute("x", XmlText.precise(box.x()));
              clip.attribute("y", XmlText.precise(box.y()));
              clip.attribute("width", XmlText.precise(box.width()));
              clip.attribute("height", XmlText.precise(box.height())).end().end();
            });
    xml.attribute("clip-path", "url(#" + id + ")");
  }

  /** Tells whether the areas of an object are in its own space, which CTM turns. */
  static boolean turns(OfdElement object) {
    return object.all("Clips").stream()
        .noneMatch(clips -> clips.attribute("TransFlag").orElse("true").equals("false"));
  }

  /** Opens a group for each Clip: what is drawn must lie in all of them. */
  void open(XmlText xml, OfdElement object) {
    for (OfdElement clips : object.all("Clips")) {
      for (OfdElement clip : clips.all("Clip")) {
        List<Area> areas = areas(clip);
        if (!areas.isEmpty() && canvas.spend()) {
          xml.start("g").attribute("clip-path", "url(#" + define(areas) + ")");
        }
      }
    }
  }

  /** A path that is kept; of several in one Clip, what lies in any. */
  private record Area(String transform, String data, String rule) {}

  private List<Area> areas(OfdElement clip) {
    List<Area> areas = new ArrayList<>();
    for (OfdElement area : clip.all("Area")) {
      if (!area.all("Text").isEmpty()) {
        canvas.note(NotDrawn.Reason.CLIP_BY_TEXT, "");
        return List.of(); // showing too much is better than hiding
      }
      for (OfdElement path : area.all("Path")) {
        Optional<Area> read = area(area, path);
        if (read.isEmpty()) {
          canvas.note(NotDrawn.Reason.OBJECT_UNREADABLE, "Clip");
          return List.of();
        }
        areas.add(read.get());
      }
    }
    return areas;
  }

  private static Optional<Area> area(OfdElement area, OfdElement path) {
    Boundary box =
        path.attribute("Boundary").flatMap(Boundary::parse).orElse(new Boundary(0, 0, 0, 0));
    String transform =
        (SvgObjects.matrix(area)
                + " translate("
                + XmlText.precise(box.x(), box.y())
                + ") "
                + SvgObjects.matrix(path))
            .strip();
    return path.all("AbbreviatedData").stream()
        .findFirst()
        .flatMap(SvgObjects::data)
        .map(data -> new Area(transform, data, rule(path)));
  }

  private static String rule(OfdElement path) {
    return SvgObjects.isEvenOdd(path) ? "evenodd" : "nonzero";
  }

  private String define(List<Area> areas) {
    return canvas.define(
        "area " + areas,
        definition -> {
          XmlText xml = definition.start("clipPath");
          for (Area area : areas) {
            xml.start("path").attribute("d", area.data()).attribute("clip-rule", area.rule());
            xml.attribute("transform", area.transform()).end();
          }
          xml.end();
        });
  }
}
