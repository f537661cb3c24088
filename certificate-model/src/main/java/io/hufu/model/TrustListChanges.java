package io.hufu.model;

import io.hufu.model.TrustListDiff.Change;
import io.hufu.model.TrustListDiff.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the changes between two versions of a trust list. Not thread-safe. */
final class TrustListChanges {
  private final List<Change> changes = new ArrayList<>();

  List<Change> list() {
    return List.copyOf(changes);
  }

  void add(Change change) {
    changes.add(change);
  }

  /** Compares what has a name, by what is written of it; kinds: removed, added, changed. */
  <T> void named(
      Map<String, T> old, Map<String, T> now, Function<T, Object> written, List<Kind> kinds) {
    old.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(name -> add(kinds.get(0), name));
    now.forEach(
        (name, item) -> {
          T was = old.get(name);
          if (was == null) {
            add(kinds.get(1), name);
          } else if (!written.apply(was).equals(written.apply(item))) {
            add(kinds.get(2), name);
          }
        });
  }

  <T> void items(
      Collection<T> before,
      Collection<T> after,
      Kind added,
      Kind removed,
      Function<T, List<String>> details) {
    before.stream()
        .filter(item -> !after.contains(item))
        .forEach(item -> changes.add(new Change(removed, details.apply(item))));
    after.stream()
        .filter(item -> !before.contains(item))
        .forEach(item -> changes.add(new Change(added, details.apply(item))));
  }

  void changed(Kind kind, Object before, Object after) {
    if (!before.equals(after)) {
      add(kind, words(before), words(after));
    }
  }

  private static String words(Object value) {
    return value instanceof TrustScope scope
        ? types(scope.types()) + " × " + texts(scope.regions())
        : value.toString();
  }

  void add(Kind kind, String... details) {
    changes.add(new Change(kind, List.of(details)));
  }

  static String types(Collection<String> types) {
    return texts(types.stream().sorted().toList());
  }

  static String texts(Collection<String> texts) {
    return String.join(" ", texts);
  }

  static String day(@Nullable LocalDate day) {
    return day == null ? "-" : day.toString();
  }

  static <T> Map<String, T> byKey(List<T> items, Function<T, String> key) {
    Map<String, T> byKey = new LinkedHashMap<>();
    items.forEach(item -> byKey.put(key.apply(item), item));
    return byKey;
  }
}
