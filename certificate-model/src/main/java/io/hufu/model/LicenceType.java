package io.hufu.model;

import io.hufu.crypto.jose.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A licence type of the catalogue (GB/T 36902 entry, schema, labels). Immutable and thread-safe.
 *
 * <p>The schema is compiled at the first {@link #validate}, so that loading a catalogue is cheap.
 */
public final class LicenceType {
  private final String id;
  private final String nameEn;
  private final Entry entry;
  private final boolean personalNumber;
  private final List<Field> fields;
  private final ItemSchema schema;
  private final JsonValue.@Nullable JsonObject page;
  private final ItemSchema disclosedSchema;

  LicenceType(Entry entry, String id, String nameEn, boolean personalNumber, Items items) {
    this.id = id;
    this.nameEn = nameEn;
    this.entry = entry;
    this.personalNumber = personalNumber;
    this.fields = items.fields();
    this.schema = new ItemSchema(items.schema());
    this.disclosedSchema = new ItemSchema(items.schemaOfParts());
    this.page = items.page();
  }

  /** What a type file says of the items: their fields, the schema that binds them, their page. */
  record Items(
      List<Field> fields, JsonValue.JsonObject schema, JsonValue.@Nullable JsonObject page) {
    /** What says something of the whole: of which items there are, not of any one of them. */
    private static final Set<String> ABOUT_THE_WHOLE =
        Set.of(
            "required",
            "dependentRequired",
            "dependentSchemas",
            "minProperties",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else");

    Items {
      fields = List.copyOf(fields);
    }

    JsonValue.JsonObject schemaOfParts() {
      Map<String, JsonValue> parts = new LinkedHashMap<>(schema.members());
      parts.keySet().removeAll(ABOUT_THE_WHOLE);
      return new JsonValue.JsonObject(parts);
    }
  }

  /**
   * The catalogue entry (GB/T 36902 as deployed).
   *
   * @param code certificateTypeCode: the defining authority's code and three digits
   * @param relatedItemName the government service item that it belongs to
   * @param holderCategory 自然人, 法人及其他组织 or 混合
   * @param validityRange periods such as 5年 or 长期
   * @param issuerLevels levels of authority that may issue it
   * @param catalogueClass 证照, 批文, 证明, 材料 or 证件
   */
  public record Entry(
      String name,
      String code,
      DefiningAuthority definedBy,
      String relatedItemName,
      String relatedItemCode,
      String holderCategory,
      List<String> validityRange,
      List<AuthorityLevel> issuerLevels,
      String catalogueClass) {
    /** Copies the lists. */
    public Entry {
      validityRange = List.copyOf(validityRange);
      issuerLevels = List.copyOf(issuerLevels);
    }
  }

  /** The authority that defined a type; the code is its unified social credit code. */
  public record DefiningAuthority(String name, String code, AuthorityLevel level) {}

  /**
   * One item of the type.
   *
   * @param name member name in {@code items}
   * @param pinyin short name with {@code KZ_} prefix for the second binding
   * @param personal whether it says something of a natural person
   * @param sensitive whether the law asks for special care of it (health, family, minors)
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
   * @param detail what was expected, without personal values
   */
  public record Violation(String field, String rule, String detail) {}

  /** Returns the short English name, such as {@code food-operation}. */
  public String id() {
    return id;
  }

  /** Returns the type code, 21 characters. */
  public String code() {
    return entry.code();
  }

  /** Returns certificateTypeName. */
  public String nameZh() {
    return entry.name();
  }

  /** Returns the name in English. */
  public String nameEn() {
    return nameEn;
  }

  /** Returns the catalogue entry. */
  public Entry entry() {
    return entry;
  }

  /** Returns the levels of authority that may issue it. */
  public List<AuthorityLevel> issuerLevels() {
    return entry.issuerLevels();
  }

  /** Tells whether the printed number is a personal number (then serials are random). */
  public boolean personalNumber() {
    return personalNumber;
  }

  /** Returns the type-specific items in their order of display. */
  public List<Field> fields() {
    return fields;
  }

  /** Returns the JSON Schema 2020-12 of the items. */
  public JsonValue.JsonObject schema() {
    return schema.json();
  }

  /** Returns the page template as the file has it; empty for a type without a page. */
  public Optional<JsonValue.JsonObject> page() {
    return Optional.ofNullable(page);
  }

  /** Validates items by the schema; empty when they conform. Ordered by field and rule. */
  public List<Violation> validate(JsonValue.JsonObject items) {
    return schema.validate(items);
  }

  /**
   * Validates what is disclosed of the items: each by its own rule, and nothing unknown; that some
   * are missing is no violation.
   */
  public List<Violation> validateDisclosed(JsonValue.JsonObject items) {
    return disclosedSchema.validate(items);
  }

  /** Returns a field by name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return id + " " + code();
  }
}
