package io.hufu.signing.pdf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What makes a document look different by itself: scripts, outside content, layers. */
final class Remarkable {
  private static final Set<String> LIVE =
      Set.of(
          "JavaScript",
          "Rendition",
          "RichMediaExecute",
          "GoTo3DView",
          "Movie",
          "SetOCGState",
          "Hide",
          "ImportData");
  private static final Set<String> MEDIA = Set.of("RichMedia", "3D", "Movie", "Screen");

  private final Map<String, Integer> found = new LinkedHashMap<>();

  /** Returns what was seen, and the number of the first object that has it. */
  Map<String, Integer> found() {
    return found;
  }

  void look(IndirectObject object) {
    look(object.value(), object.number());
  }

  private void look(Cos value, int number) {
    if (value instanceof Cos.Array array) {
      array.items().forEach(item -> look(item, number));
    } else if (value instanceof Cos.Dict dict) {
      dict(dict, number);
    } else if (value instanceof Cos.Stream stream) {
      dict(stream.dict(), number);
      if (stream.dict().has("F")) { // §7.3.8.2: the data is in another file
        found.putIfAbsent("external stream", number);
      }
      if (isName(stream.dict(), "Subtype", "Form") && stream.dict().has("Ref")) {
        found.putIfAbsent("reference to another file", number); // §8.10.4
      }
      if (stream.dict().has("Alternates")) { // §8.9.5.4
        found.putIfAbsent("alternate images", number);
      }
    }
  }

  private void dict(Cos.Dict dict, int number) {
    if (dict.get("S") instanceof Cos.Name action && LIVE.contains(action.value())) {
      found.putIfAbsent(action.value(), number);
    }
    if (dict.has("JS")) {
      found.putIfAbsent("JavaScript", number);
    }
    if (dict.has("Rect")
        && dict.get("Subtype") instanceof Cos.Name kind
        && MEDIA.contains(kind.value())) {
      found.putIfAbsent(kind.value(), number);
    }
    dict.entries().values().forEach(value -> look(value, number));
  }

  private static boolean isName(Cos.Dict dict, String key, String value) {
    return dict.get(key).equals(new Cos.Name(value));
  }
}
