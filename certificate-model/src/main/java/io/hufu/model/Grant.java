package io.hufu.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grant: types × regions × period.
 *
 * @param types type codes or {@code *}
 * @param regions GB/T 2260 codes; 440000 covers what is below it; {@code *} for all
 * @param to last day, inclusive; null while it lasts
 * @param delegator code of the authority that delegated; null when original
 */
public record Grant(
    List<String> types,
    List<String> regions,
    LocalDate from,
    @Nullable LocalDate to,
    @Nullable String delegator) {
  /** Copies the lists and refuses a period that ends before it starts. */
  public Grant {
    types = List.copyOf(types);
    regions = List.copyOf(regions);
    if (types.isEmpty() || regions.isEmpty() || (to != null && to.isBefore(from))) {
      throw new IllegalArgumentException("a grant has types, regions and a period");
    }
    RegionCode.require(regions, "a grant");
  }

  /** Tells whether a type is granted. */
  public boolean coversType(String type) {
    return types.contains("*") || types.contains(type);
  }

  /** Tells whether a GB/T 2260 code is one of the regions or below one. */
  public boolean coversRegion(String region) {
    return regions.stream().anyMatch(granted -> RegionCode.covers(granted, region));
  }

  /** Tells whether the grant is in force on a day in China. */
  public boolean inForceOn(LocalDate day) {
    return !day.isBefore(from) && (to == null || !day.isAfter(to));
  }
}
