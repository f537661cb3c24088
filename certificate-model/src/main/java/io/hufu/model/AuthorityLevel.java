package io.hufu.model;

import java.util.Optional;

/** The level of an authority (GB/T 36902 as deployed). */
public enum AuthorityLevel {
  NATIONAL("国家级"),
  PROVINCE("省级"),
  CITY("地市级"),
  COUNTY("区县级"),
  TOWN("乡镇级"),
  OTHER("其他");

  private final String label;

  AuthorityLevel(String label) {
    this.label = label;
  }

  /** Finds a level by its Chinese name. */
  public static Optional<AuthorityLevel> ofLabel(String label) {
    for (AuthorityLevel level : values()) {
      if (level.label.equals(label)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** Returns the Chinese name, as licences carry it. */
  public String label() {
    return label;
  }
}
