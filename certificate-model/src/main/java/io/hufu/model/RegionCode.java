package io.hufu.model;

import java.util.List;
import java.util.regex.Pattern;

/** Compares administrative division codes (GB/T 2260): pairs of digits, 00 for "all below". */
final class RegionCode {
  static final String FORM = "[0-9]{6}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  private RegionCode() {}

  /** Refuses what is neither a code nor {@code *}: part of a code would cover what it begins. */
  static void require(List<String> regions, String where) {
    for (String region : regions) {
      if (!region.equals("*") && !PATTERN.matcher(region).matches()) {
        throw new IllegalArgumentException(where + ": a region is no GB/T 2260 code of 6 digits");
      }
    }
  }

  static boolean covers(String granted, String region) {
    if (granted.equals("*")) {
      return true;
    }
    int significant = granted.length();
    while (significant > 2 && granted.startsWith("00", significant - 2)) {
      significant -= 2;
    }
    return PATTERN.matcher(region).matches()
        && region.startsWith(granted.substring(0, significant));
  }

  /** The codes that cover a region, the narrowest first; of what is no code, {@code *} alone. */
  static List<String> covering(String region) {
    if (!PATTERN.matcher(region).matches()) {
      return List.of("*");
    }
    String city = region.substring(0, 4) + "00";
    String province = region.substring(0, 2) + "0000";
    if (region.equals(province)) {
      return List.of(province, "*");
    }
    return region.equals(city)
        ? List.of(city, province, "*")
        : List.of(region, city, province, "*");
  }
}
