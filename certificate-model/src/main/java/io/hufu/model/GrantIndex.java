package io.hufu.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grants of one authority by type and region, so that none of its other grants is looked at.
 *
 * <p>Made when the authority is first asked about: a list of thousands is loaded to judge a few.
 * Thread-safe.
 */
final class GrantIndex {
  /** A type that a grant names, or {@code *}, and a region that it names. */
  private record Scope(String type, String region) {}

  private record Maps(Map<String, List<Grant>> types, Map<Scope, List<Grant>> scopes) {}

  private final List<Grant> grants;
  private volatile @Nullable Maps made;

  GrantIndex(List<Grant> grants) {
    this.grants = grants;
  }

  /** Grants that name a type, then those of all types. */
  List<Grant> of(String type) {
    List<List<Grant>> found = new ArrayList<>(2);
    for (String named : typesWithin(type)) {
      add(maps().types().get(named), found);
    }
    return merged(found);
  }

  /** Grants of a type, or of all, that cover a region; the narrowest region first. */
  List<Grant> of(String type, String region) {
    Maps maps = maps();
    List<List<Grant>> found = new ArrayList<>(2);
    for (String named : typesWithin(type)) {
      for (String covering : RegionCode.covering(region)) {
        add(maps.scopes().get(new Scope(named, covering)), found);
      }
    }
    return merged(found);
  }

  private static void add(@Nullable List<Grant> grants, List<List<Grant>> found) {
    if (grants != null) {
      found.add(grants);
    }
  }

  /** One grant may be found by several of its regions; mostly it is found by one. */
  private static List<Grant> merged(List<List<Grant>> found) {
    if (found.size() == 1) {
      return found.get(0);
    }
    Set<Grant> all = new LinkedHashSet<>();
    found.forEach(all::addAll);
    return List.copyOf(all);
  }

  private static List<String> typesWithin(String type) {
    return type.equals("*") ? List.of(type) : List.of(type, "*");
  }

  /** Two threads may both make them; they are equal then, and either serves. */
  private Maps maps() {
    Maps known = made;
    if (known == null) {
      known = index(grants);
      made = known;
    }
    return known;
  }

  private static Maps index(List<Grant> grants) {
    Maps maps = new Maps(new HashMap<>(), new HashMap<>());
    for (Grant grant : new LinkedHashSet<>(grants)) {
      for (String type : new LinkedHashSet<>(grant.types())) {
        maps.types().computeIfAbsent(type, key -> new ArrayList<>(2)).add(grant);
        for (String region : new LinkedHashSet<>(grant.regions())) {
          maps.scopes()
              .computeIfAbsent(new Scope(type, region), key -> new ArrayList<>(1))
              .add(grant);
        }
      }
    }
    maps.types().replaceAll((type, some) -> List.copyOf(some));
    maps.scopes().replaceAll((scope, some) -> List.copyOf(some));
    return maps;
  }
}
