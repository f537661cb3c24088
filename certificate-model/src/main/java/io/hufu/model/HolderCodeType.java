package io.hufu.model;

import java.util.Map;
import java.util.Optional;

/** The holder-code types of GB/T 36903-2018 annex A, as deployed. Stateless and thread-safe. */
public final class HolderCodeType {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("001", "统一社会信用代码"),
          Map.entry("099", "其他法人或其他组织有效证件代码"),
          Map.entry("111", "公民身份号码"),
          Map.entry("114", "中国人民解放军军官证"),
          Map.entry("115", "中国人民武装警察部队警官证"),
          Map.entry("118", "中国人民解放军士兵证"),
          Map.entry("119", "中国人民武装警察部队士兵证"),
          Map.entry("120", "中国人民解放军文职人员证"),
          Map.entry("122", "中国人民武装警察部队文职人员证"),
          Map.entry("411", "外交护照"),
          Map.entry("412", "公务护照"),
          Map.entry("413", "公务普通护照"),
          Map.entry("414", "普通护照"),
          Map.entry("511", "台湾居民来往大陆通行证"),
          Map.entry("516", "港澳居民来往内地通行证"),
          Map.entry("999", "其他自然人有效证件代码"));

  private HolderCodeType() {}

  /** Returns the name of a code; the code itself when the table does not have it. */
  public static String name(String code) {
    return NAMES.getOrDefault(code, code);
  }

  /** Tells whether the table has a code. */
  public static boolean isKnown(String code) {
    return NAMES.containsKey(code);
  }

  /** Finds the code of a name, as interfaces send it that have no code. */
  public static Optional<String> ofName(String name) {
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name.strip()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
