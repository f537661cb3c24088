package io.hufu.model;

import java.util.List;

/** Compares administrative division codes (GB/T 2260): pairs of digits, 00 for "all below". */
final class RegionCode {
  private RegionCode() {}

  /** Six digits; asked for each region of each grant, hence without a regular expression. */
  static boolean isCode(String region) {
    boolean digits = region.length() == 6;
    for (int i = 0; digits && i < 6; i++) {
      digits = region.charAt(i) >= '0' && region.charAt(i) <= '9';
    }
    return digits;
  }

  /** Tells whether a text is a code or {@code *}. */
  static boolean isCodeOrAll(String region) {
    return region.equals("*") || isCode(region);
  }

  /** Refuses what is neither a code nor {@code *}: part of a code would cover what it begins. */
  static void require(List<String> regions, String where) {
    for (String region : regions) {
      if (!isCodeOrAll(region)) {
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
    return isCode(region) && region.startsWith(granted.substring(0, significant));
  }

  /** The codes that cover a region, the narrowest first; of what is no code, {@code *} alone. */
  static List<String> covering(String region) {
    if (!isCode(region)) {
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
