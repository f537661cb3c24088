package io.hufu.signing.ofd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Resolves ST_Loc (GB/T 33190 §7.3): absolute from the root with a slash, else from the folder of
 * the part that names it. Case counts. Odd forms of the field are borne by name.
 *
 * @param entry the entry that is meant
 * @param odd whether it took a tolerance to find it
 */
record Loc(String entry, boolean odd) {
  private static final int MAX_LENGTH = 2048;

  /**
   * Resolves a path.
   *
   * @param folder of the naming part, empty for the root
   * @param names of the package
   */
  static Optional<Loc> resolve(String path, String folder, Names names) {
    if (path.isEmpty() || path.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    boolean absolute = path.startsWith("/");
    String strict = absolute ? path.substring(1) : join(folder, path);
    if (names.exists().test(strict)) {
      return Optional.of(new Loc(strict, false));
    }
    List<String> candidates = new ArrayList<>(List.of(strict));
    if (names.tolerances().contains(OfdTolerance.PATH_FROM_ROOT) && !absolute) {
      candidates.add(path);
    }
    for (String candidate : List.copyOf(candidates)) {
      if (names.tolerances().contains(OfdTolerance.PATH_SEGMENTS)) {
        normalised(candidate).ifPresent(candidates::add);
      }
    }
    for (String candidate : candidates) {
      if (names.exists().test(candidate)) {
        return Optional.of(new Loc(candidate, true));
      }
    }
    return names.tolerances().contains(OfdTolerance.PATH_CASE)
        ? candidates.stream()
            .flatMap(candidate -> names.folded().find(candidate).stream())
            .findFirst()
            .map(found -> new Loc(found, true))
        : Optional.empty();
  }

  /** What there is in the package, and what is borne. */
  record Names(Predicate<String> exists, Folded folded, Set<OfdTolerance> tolerances) {}

  /** Finds an entry by its name in any case. */
  @FunctionalInterface
  interface Folded {
    Optional<String> find(String name);
  }

  static String folder(String entry) {
    return entry.substring(0, entry.lastIndexOf('/') + 1);
  }

  static String join(String folder, String path) {
    return folder.isEmpty() || folder.endsWith("/") ? folder + path : folder + "/" + path;
  }

  /** Removes empty, . and .. segments; empty when the path leaves the package. */
  private static Optional<String> normalised(String path) {
    List<String> kept = new ArrayList<>();
    for (String segment : Arrays.asList(path.replace('\\', '/').split("/", -1))) {
      if (segment.equals("..")) {
        if (kept.isEmpty()) {
          return Optional.empty();
        }
        kept.remove(kept.size() - 1);
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.add(segment);
      }
    }
    return Optional.of(String.join("/", kept));
  }
}
