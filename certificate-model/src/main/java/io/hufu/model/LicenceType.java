package io.hufu.model;

import io.hufu.crypto.jose.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * A licence type of the catalogue (GB/T 36902 entry, schema, labels). Immutable and thread-safe.
 *
 * @param id short English name, such as {@code food-operation}
 * @param code type code, 21 characters
 * @param nameZh certificateTypeName
 * @param issuerLevels levels of authority that may issue it
 * @param personalNumber whether the printed number is a personal number (then serials are random)
 * @param fields the type-specific items in their order of display
 * @param schema JSON Schema 2020-12 of the items
 */
public record LicenceType(
    String id,
    String code,
    String nameZh,
    String nameEn,
    List<AuthorityLevel> issuerLevels,
    boolean personalNumber,
    List<Field> fields,
    JsonValue.JsonObject schema) {
  /** Copies the lists. */
  public LicenceType {
    issuerLevels = List.copyOf(issuerLevels);
    fields = List.copyOf(fields);
  }

  /**
   * One item of the type.
   *
   * @param name member name in {@code items}
   * @param pinyin short name with {@code KZ_} prefix for the second binding
   */
  public record Field(
      String name,
      String pinyin,
      String labelZh,
      String labelEn,
      boolean personal,
      boolean sensitive) {}

  /**
   * A violation of the schema.
   *
   * @param field JSON Pointer into the items
   * @param rule the schema keyword that failed
   * @param detail expected and seen, without personal values
   */
  public record Violation(String field, String rule, String detail) {}

  /** Validates items by the schema; empty when they conform. */
  public List<Violation> validate(JsonValue.JsonObject items) {
    throw new AssertionError("skeleton");
  }

  /** Returns a field by name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
