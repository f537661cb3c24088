package io.hufu.signing.ofd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Collects one SVG picture: definitions, what is drawn, what is not. Not thread-safe. */
final class SvgCanvas {
  private static final int MOST_OBJECTS = 200_000;
  private static final int MOST_CHARACTERS = 64 << 20;
  private static final int MOST_NOTES = 100;
  private static final int LONGEST_DETAIL = 80;

  private final XmlText definitions = XmlText.fragment();
  private final XmlText body = XmlText.fragment();
  private final Map<String, String> defined = new HashMap<>();
  private final Set<NotDrawn> notes = new LinkedHashSet<>();
  private int objects;

  XmlText body() {
    return body;
  }

  void note(NotDrawn.Reason reason, String detail) {
    String plain = detail.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    String cut =
        plain.length() <= LONGEST_DETAIL
            ? plain
            : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_DETAIL / 2));
    if (notes.size() < MOST_NOTES) {
      notes.add(new NotDrawn(reason, cut));
    }
  }

  List<NotDrawn> notes() {
    return new ArrayList<>(notes);
  }

  /** Counts an object; false when there is no room for another. */
  boolean spend() {
    boolean room =
        ++objects <= MOST_OBJECTS && body.length() + definitions.length() <= MOST_CHARACTERS;
    if (!room) {
      note(NotDrawn.Reason.LIMIT, "");
    }
    return room;
  }

  /**
   * Defines something once and returns its id.
   *
   * @param key what it is; equal keys are one definition
   * @param writer starts the element with {@code start(name)}, hands the id over and fills it
   */
  String define(String key, Consumer<Definition> writer) {
    String known = defined.get(key);
    if (known != null) {
      return known;
    }
    String id = "d" + (defined.size() + 1);
    defined.put(key, id);
    XmlText apart = XmlText.fragment(); // definitions may need definitions
    writer.accept(new Definition(apart, id));
    definitions.add(apart);
    return id;
  }

  /** Where a definition is written. */
  record Definition(XmlText xml, String id) {
    XmlText start(String name) {
      return xml.start(name).attribute("id", id);
    }
  }

  /** Returns the whole document. */
  String document(double width, double height) {
    XmlText svg = XmlText.fragment();
    svg.start("svg").attribute("xmlns", "http://www.w3.org/2000/svg");
    svg.attribute("xmlns:xlink", "http://www.w3.org/1999/xlink").attribute("version", "1.1");
    svg.attribute("width", XmlText.number(width) + "mm");
    svg.attribute("height", XmlText.number(height) + "mm");
    svg.attribute("viewBox", XmlText.numbers(0, 0, width, height));
    svg.start("defs").add(definitions).end();
    svg.start("rect").attribute("width", XmlText.number(width));
    svg.attribute("height", XmlText.number(height)).attribute("fill", "#ffffff").end();
    return svg.add(body).all();
  }
}
