package io.hufu.model;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a trust list may speak of: types × regions. Immutable and thread-safe.
 *
 * @param types type codes of 21 characters, or {@code *}
 * @param regions GB/T 2260 codes; 440000 covers what is below it; {@code *} for all
 */
public record TrustScope(Set<String> types, List<String> regions) {
  /** Everything, everywhere. */
  public static final TrustScope ALL = new TrustScope(Set.of("*"), List.of("*"));

  /** Copies, and refuses a scope of nothing or of what has not the form of a code. */
  public TrustScope {
    types = Set.copyOf(types);
    regions = List.copyOf(regions);
    if (types.isEmpty() || regions.isEmpty()) {
      throw new IllegalArgumentException("a scope names types and regions");
    }
    if (!types.stream().allMatch(TrustScope::isTypeOrAll)
        || !regions.stream().allMatch(RegionCode::isCodeOrAll)) {
      throw new IllegalArgumentException("a scope names type codes, region codes or *");
    }
  }

  /** Tells whether a text is a type code or {@code *}. */
  static boolean isTypeOrAll(String text) {
    boolean code = text.length() == 21;
    for (int i = 0; code && i < 21; i++) {
      char c = text.charAt(i);
      code = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }
    return code || text.equals("*");
  }

  /** Tells whether one type in one region lies inside. */
  public boolean covers(String type, String region) {
    return coversType(type) && coversRegion(region);
  }

  /** Tells whether all of another scope lies inside. */
  public boolean covers(TrustScope other) {
    return covers(other.types, other.regions);
  }

  /** Tells whether all of a grant lies inside. */
  public boolean covers(Grant grant) {
    return covers(grant.types(), grant.regions());
  }

  /** Asked for each grant of a list when it is read, hence without streams. */
  private boolean covers(Collection<String> someTypes, Collection<String> someRegions) {
    for (String type : someTypes) {
      if (!coversType(type)) {
        return false;
      }
    }
    for (String region : someRegions) {
      if (!coversRegion(region)) {
        return false;
      }
    }
    return true;
  }

  boolean coversRegion(String region) {
    for (String granted : regions) {
      if (RegionCode.covers(granted, region)) {
        return true;
      }
    }
    return false;
  }

  private boolean coversType(String type) {
    return types.contains("*") || types.contains(type);
  }
}
