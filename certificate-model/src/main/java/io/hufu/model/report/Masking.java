package io.hufu.model.report;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Licence;
import io.hufu.model.LicenceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides personal numbers, and most of personal names, before a person or a log sees them.
 *
 * <p>Immutable and thread-safe. Digests (runs of 32 or more hexadecimal digits) are left alone.
 */
public final class Masking {
  private static final String MONTH_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])";

  /**
   * Resident identity numbers of 18 and 15 digits wherever they stand (a wrong check character is
   * no reason to show them), then mobile and landline telephones.
   */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "((?<![0-9A-Za-z])[0-9a-f]{32,}(?![0-9A-Za-z]))"
              + "|[0-9]{6}(?:18|19|20)[0-9]{2}"
              + MONTH_DAY
              + "[0-9]{3}[0-9Xx]"
              + "|(?<![0-9])[0-9]{8}"
              + MONTH_DAY
              + "[0-9]{3}(?![0-9])"
              + "|(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])"
              + "|(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])");

  /** Names of facts whose value is a person's name or number, whatever it looks like. */
  private static final Set<String> NUMBER_FACTS =
      Set.of("holderCode", "certificateHolderCode", "personalNumber");

  private static final Set<String> ORGANISATIONS = Set.of("001", "099");

  private static final Set<String> NAME_FACTS =
      Set.of("holderName", "certificateHolderName", "personName");

  private final Map<String, String> known;

  private Masking(Map<String, String> known) {
    this.known = known;
  }

  /** Masks by the kind of value alone, where no licence is known. */
  public static Masking byKind() {
    return new Masking(Map.of());
  }

  /** Masks by the kind of value, and what this licence says of natural persons. */
  public static Masking of(Licence licence, @Nullable LicenceType type) {
    return of(licence.toJson(), type);
  }

  /**
   * Masks by the kind of value, and what is disclosed of natural persons; a holder whose kind is
   * kept back may be one.
   */
  public static Masking of(DisclosedLicence licence, @Nullable LicenceType type) {
    return of(licence.members(), type);
  }

  private static Masking of(JsonObject licence, @Nullable LicenceType type) {
    Map<String, String> known = new LinkedHashMap<>();
    for (JsonValue item : licence.array("certificateHolders").orElse(List.of())) {
      JsonObject holder = (JsonObject) item;
      String kind = holder.text("certificateHolderType").orElse("");
      if (!ORGANISATIONS.contains(kind)) {
        holder.text("certificateHolderCode").ifPresent(code -> known.put(code, number(code)));
        holder.text("certificateHolderName").ifPresent(n -> known.putIfAbsent(n, name(n)));
      }
    }
    if (type != null && type.personalNumber()) {
      licence.text("certificateNumber").ifPresent(number -> known.put(number, number(number)));
    }
    List<String> longestFirst = new ArrayList<>(known.keySet());
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    Map<String, String> ordered = new LinkedHashMap<>();
    longestFirst.forEach(key -> ordered.put(key, known.getOrDefault(key, "*")));
    return new Masking(ordered);
  }

  /** Masks what is personal inside a text; the rest stays. */
  public String text(String text) {
    String masked = text;
    for (Map.Entry<String, String> entry : known.entrySet()) {
      masked = masked.replace(entry.getKey(), entry.getValue());
    }
    return PERSONAL
        .matcher(masked)
        .replaceAll(m -> m.group(1) == null ? number(m.group()) : m.group());
  }

  /** Masks every text inside a value. */
  public JsonValue json(JsonValue value) {
    if (value instanceof JsonText text) {
      return new JsonText(text(text.value()));
    }
    if (value instanceof JsonArray array) {
      return new JsonArray(array.items().stream().map(this::json).toList());
    }
    if (value instanceof JsonObject object) {
      Map<String, JsonValue> members = new LinkedHashMap<>();
      object.members().forEach((name, member) -> members.put(name, json(member)));
      return new JsonObject(members);
    }
    return value;
  }

  /** Masks a licence; items that the type calls personal keep only their first sign. */
  public static JsonObject licence(Licence licence, @Nullable LicenceType type) {
    return masked(licence.toJson(), type);
  }

  /** Masks what a presentation discloses, by the same rules. */
  public static JsonObject disclosed(DisclosedLicence licence, @Nullable LicenceType type) {
    return masked(licence.members(), type);
  }

  private static JsonObject masked(JsonObject licence, @Nullable LicenceType type) {
    Masking masking = of(licence, type);
    JsonObject json = licence;
    JsonObject items = licence.object("items").orElse(null);
    if (type != null && items != null) {
      for (LicenceType.Field field : type.fields()) {
        JsonValue value = items.members().get(field.name());
        if (field.personal() && value != null) {
          items = items.with(field.name(), partly(value));
        }
      }
      json = json.with("items", items);
    }
    return (JsonObject) masking.json(json);
  }

  /** Masks the value of a fact of a finding. */
  String fact(String fact, String value) {
    if (NUMBER_FACTS.contains(fact)) {
      return number(value);
    }
    return NAME_FACTS.contains(fact) ? name(value) : text(value);
  }

  /** Masks a personal value of any kind: what holds digits as a number, the rest as a name. */
  static String value(String value) {
    boolean hasDigits = value.chars().anyMatch(c -> c >= '0' && c <= '9');
    return hasDigits ? number(value) : name(value);
  }

  private static JsonValue partly(JsonValue value) {
    if (value instanceof JsonText text) {
      return new JsonText(value(text.value()));
    }
    if (value instanceof JsonArray array) {
      return new JsonArray(array.items().stream().map(Masking::partly).toList());
    }
    if (value instanceof JsonObject object) {
      Map<String, JsonValue> members = new LinkedHashMap<>();
      object.members().forEach((name, member) -> members.put(name, partly(member)));
      return new JsonObject(members);
    }
    return new JsonText("*");
  }

  /** Masks a whole number: three signs stay in front and two at the end, if it has eleven. */
  public static String number(String number) {
    int[] signs = number.codePoints().toArray();
    if (signs.length < 11) {
      return first(signs, signs.length < 4 ? 0 : 1);
    }
    return new String(signs, 0, 3)
        + "*".repeat(signs.length - 5)
        + new String(signs, signs.length - 2, 2);
  }

  /** Masks a whole name: its first sign stays. */
  public static String name(String name) {
    int[] signs = name.codePoints().toArray();
    return first(signs, signs.length < 2 ? 0 : 1);
  }

  private static String first(int[] signs, int shown) {
    return new String(signs, 0, shown) + "*".repeat(signs.length - shown);
  }
}
