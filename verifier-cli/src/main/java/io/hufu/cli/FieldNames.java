package io.hufu.cli;

import io.hufu.model.LicenceType;
import java.util.Map;

/** What a person calls the members of a licence of one type. Immutable. */
final class FieldNames {
  private static final String ITEMS = "items/";
  private final LicenceType type;

  FieldNames(LicenceType type) {
    this.type = type;
  }

  /** Names a member by its path; a path that nobody named is shown as it is. */
  String of(String path, Words words) {
    if (path.startsWith(ITEMS)) {
      String[] parts = path.substring(ITEMS.length()).split("/", 2);
      String below = parts.length == 1 ? "" : "/" + parts[1];
      return type.field(parts[0])
          .map(field -> words.choose(field.labelZh(), field.labelEn()) + below)
          .orElse(path);
    }
    String member = path.substring(path.lastIndexOf('/') + 1);
    if (words.isChinese()) {
      return CsvColumns.MEMBERS.entrySet().stream()
          .filter(entry -> entry.getValue().equals(member))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(member);
    }
    return member;
  }
}
