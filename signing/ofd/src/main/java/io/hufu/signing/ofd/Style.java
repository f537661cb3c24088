package io.hufu.signing.ofd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the drawing parameters of an object come from: itself, its DrawParam, that one's Relative,
 * then the layer's (GB/T 33190 §8.2). Immutable.
 */
record Style(List<OfdElement> sources) {
  static final Style NONE = new Style(List.of());

  private static final int MOST = 16;

  Style {
    sources = List.copyOf(sources);
  }

  /** Puts an element and the parameters that it names in front. */
  Style with(OfdElement element, PageResources resources) {
    List<OfdElement> all = new ArrayList<>(List.of(element));
    Optional<String> next = element.attribute("DrawParam");
    for (int i = 0; i < MOST && next.isPresent(); i++) {
      Optional<PageResources.Item> found = resources.find("DrawParam", next.get());
      found.ifPresent(item -> all.add(item.element()));
      next = found.flatMap(item -> item.element().attribute("Relative"));
    }
    sources.stream().limit(MOST).forEach(all::add);
    return new Style(all);
  }

  Optional<String> attribute(String name) {
    return sources.stream().flatMap(source -> source.attribute(name).stream()).findFirst();
  }

  Optional<OfdElement> child(String name) {
    return sources.stream().flatMap(source -> source.all(name).stream()).findFirst();
  }

  /** Returns an attribute that is one number. */
  Optional<Double> number(String name) {
    return attribute(name)
        .map(text -> Numbers.parse(text, 1))
        .filter(numbers -> numbers.length == 1)
        .map(numbers -> numbers[0]);
  }
}
