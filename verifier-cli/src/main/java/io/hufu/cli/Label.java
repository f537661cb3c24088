package io.hufu.cli;

import io.hufu.model.LicenceType;

/** A name in both languages, chosen when it is shown. Immutable. */
record Label(String zh, String en) {
  /** Names a member that every licence has, by its Chinese column name. */
  static Label member(String member) {
    return CsvColumns.MEMBERS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(member))
        .findFirst()
        .map(entry -> new Label(entry.getKey(), member))
        .orElseGet(() -> new Label(member, member));
  }

  /** Names the item that a JSON Pointer into the items leads to. */
  static Label item(LicenceType type, String pointer) {
    String[] steps = pointer.split("/");
    String name = steps.length > 1 ? steps[1].replace("~1", "/").replace("~0", "~") : pointer;
    return type.field(name)
        .map(field -> new Label(field.labelZh(), name))
        .orElseGet(() -> new Label(name, name));
  }

  String in(Words words) {
    return words.choose(zh, en);
  }
}
