package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The second binding: GB/T 36903 elements under their pinyin short names, and back. Immutable.
 *
 * <p>Name–value pairs as OFD custom data and ministries' interfaces have them. Lossless both ways:
 * what has no short name of the standard has one of ours with the prefix {@code KZ_HUFU_}; an item
 * of the type has the name {@code KZ_…} of its field. Several holders are joined by {@code ^}.
 */
public final class PinyinBinding {
  private static final String OWN = "KZ_HUFU_";
  private static final String ITEMS = OWN + "ITEMS";
  private static final char JOIN = '^';

  /** English member to short name, in the order of writing. */
  private static final Map<String, String> NAMES = names();

  private static final Map<String, String> HOLDER =
      Map.of(
          "certificateHolderName", "CZZT",
          "certificateHolderCode", "CZZTDM",
          "certificateHolderType", "CZZTDMLXDM");

  /** Dates, which are read in every form. */
  private static final Set<String> DATES =
      Set.of("certificateIssuedDate", "certificateEffectiveDate");

  private static final String END = "certificateExpiringDate";

  private final LicenceType type;

  private PinyinBinding(LicenceType type) {
    this.type = type;
  }

  /** Binds licences of a type; the type names the items. */
  public static PinyinBinding of(LicenceType type) {
    return new PinyinBinding(type);
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("certificateName", "ZZMC");
    names.put("certificateTypeCode", "ZZLXDM");
    names.put("certificateNumber", "ZZBH");
    names.put("certificateIdentifier", "ZZBS");
    names.put("certificateIssuingAuthorityName", "ZZBFJG");
    names.put("certificateIssuingAuthorityCode", "ZZBFJGDM");
    names.put("certificateIssuingAuthorityLevel", "ZZBFJGJB");
    names.put("certificateIssuedDate", "ZZBFRQ");
    names.put("certificateEffectiveDate", "ZZYXQQSRQ");
    names.put(END, "ZZYXQJZRQ");
    names.put("certificateAreaCode", OWN + "ZZSSGXSDBM");
    names.put("supersedes", OWN + "BTHZZBS");
    names.put("sample", OWN + "YL");
    names.put("certificateCopyCreationTime", "JZJZZSJ");
    names.put("certificateCopyCreator", "JZJZZZ");
    names.put("certificateCopyCause", "JZJZZSY");
    names.put("certificateCopyExpiringTime", "JZJYXQJZSJ");
    names.put("certificateCopySource", OWN + "JZJLYZY");
    return Collections.unmodifiableMap(names);
  }

  /** Writes a licence; texts as they are, other items as canonical JSON. */
  public Map<String, String> write(Licence licence) {
    JsonObject json = licence.toJson();
    Map<String, String> pairs = new LinkedHashMap<>();
    NAMES.forEach(
        (member, name) -> json.get(member).ifPresent(value -> pairs.put(name, plain(value))));
    HOLDER.forEach(
        (part, name) ->
            pairs.put(
                name,
                licence.holders().stream()
                    .map(holder -> escaped(part(holder, part)))
                    .collect(Collectors.joining(String.valueOf(JOIN)))));
    pairs.put(
        "CZZTDMLX",
        licence.holders().stream()
            .map(holder -> HolderCodeType.name(holder.codeType()))
            .collect(Collectors.joining(String.valueOf(JOIN))));
    Map<String, JsonValue> rest = new LinkedHashMap<>(licence.items().members());
    for (LicenceType.Field field : type.fields()) {
      JsonValue value = rest.remove(field.name());
      if (value != null) {
        pairs.put(field.pinyin(), item(value));
      }
    }
    if (!rest.isEmpty()) {
      pairs.put(ITEMS, canonical(new JsonObject(rest)));
    }
    return pairs;
  }

  /**
   * Reads a licence; dates in every known form, and what has no name here is malformed.
   *
   * @throws MalformedDataException naming the element
   */
  public Licence read(Map<String, String> pairs) throws MalformedDataException {
    Set<String> left = new HashSet<>(pairs.keySet());
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      String value = pairs.get(name.getValue());
      left.remove(name.getValue());
      if (value != null) {
        members.put(name.getKey(), member(name.getKey(), name.getValue(), value));
      }
    }
    left.removeAll(HOLDER.values());
    left.remove("CZZTDMLX");
    members.put("certificateHolders", holders(pairs));
    members.put("items", items(pairs, left));
    if (!left.isEmpty()) {
      throw new MalformedDataException(
          "an element that is not known here: " + left.stream().sorted().findFirst().orElse(""));
    }
    return Licence.fromJson(new JsonObject(members));
  }

  private static JsonValue member(String member, String name, String value)
      throws MalformedDataException {
    try {
      if (DATES.contains(member)) {
        return new JsonText(DateForms.day(value).toString());
      }
      if (member.equals(END)) {
        return new JsonText(DateForms.endText(DateForms.end(new JsonText(value))));
      }
    } catch (MalformedDataException e) {
      throw new MalformedDataException(name + ": " + e.getMessage(), e);
    }
    if (member.equals("sample")) {
      return Json.parse(value.getBytes(StandardCharsets.UTF_8));
    }
    return new JsonText(value);
  }

  private static JsonArray holders(Map<String, String> pairs) throws MalformedDataException {
    List<String> names = split(pairs.getOrDefault("CZZT", ""));
    List<String> codes = split(pairs.getOrDefault("CZZTDM", ""));
    List<String> types = split(pairs.getOrDefault("CZZTDMLXDM", ""));
    if (names.size() != codes.size() || names.size() != types.size()) {
      throw new MalformedDataException("CZZT: names, codes and code types are not equally many");
    }
    List<JsonValue> holders = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      holders.add(
          JsonObject.builder()
              .put("certificateHolderName", names.get(i))
              .put("certificateHolderCode", codes.get(i))
              .put("certificateHolderType", types.get(i))
              .build());
    }
    return new JsonArray(holders);
  }

  private JsonObject items(Map<String, String> pairs, Set<String> left)
      throws MalformedDataException {
    Map<String, JsonValue> items = new LinkedHashMap<>();
    for (LicenceType.Field field : type.fields()) {
      String value = pairs.get(field.pinyin());
      left.remove(field.pinyin());
      if (value != null) {
        items.put(field.name(), readItem(field.pinyin(), value));
      }
    }
    String rest = pairs.get(ITEMS);
    left.remove(ITEMS);
    if (rest != null) {
      items.putAll(Json.parseObject(rest.getBytes(StandardCharsets.UTF_8)).members());
    }
    return ItemDates.iso(type, new JsonObject(items));
  }

  /** A text stands for itself unless it could be taken for what is marked as JSON. */
  private static String item(JsonValue value) {
    if (value instanceof JsonText text && !text.value().startsWith("=")) {
      return text.value();
    }
    return "=" + canonical(value);
  }

  private static JsonValue readItem(String name, String value) throws MalformedDataException {
    if (!value.startsWith("=")) {
      return new JsonText(value);
    }
    try {
      return Json.parse(value.substring(1).getBytes(StandardCharsets.UTF_8));
    } catch (MalformedDataException e) {
      throw new MalformedDataException(name + ": " + e.getMessage(), e);
    }
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonText text ? text.value() : canonical(value);
  }

  private static String canonical(JsonValue value) {
    return new String(Json.canonical(value), StandardCharsets.UTF_8);
  }

  private static String part(Licence.Holder holder, String part) {
    return switch (part) {
      case "certificateHolderName" -> holder.name();
      case "certificateHolderCode" -> holder.code();
      default -> holder.codeType();
    };
  }

  /** A name with the joining sign in it is written so that it can be told from two names. */
  private static String escaped(String part) {
    boolean plain = part.indexOf(JOIN) < 0 && !part.startsWith("=");
    return plain ? part : "=" + Base64Url.encode(part.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> split(String joined) throws MalformedDataException {
    List<String> parts = new ArrayList<>();
    for (String part : joined.split("\\^", -1)) {
      parts.add(
          part.startsWith("=")
              ? new String(Base64Url.decode(part.substring(1)), StandardCharsets.UTF_8)
              : part);
    }
    return parts;
  }
}
