package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.LicenceType.DefiningAuthority;
import io.hufu.model.LicenceType.Entry;
import io.hufu.model.LicenceType.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a type file, schema {@code hufu.licence-type/1} (docs/formats/licence.md). */
final class LicenceTypeReader {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,63}");
  private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");
  private static final Pattern PINYIN = Pattern.compile("KZ_[A-Z0-9_]{1,60}");
  private static final Set<String> HOLDERS = Set.of("自然人", "法人及其他组织", "混合");
  private static final Set<String> CLASSES = Set.of("证照", "批文", "证明", "材料", "证件");

  private final MemberReader file;

  private LicenceTypeReader(MemberReader file) {
    this.file = file;
  }

  /** Reads one file; messages start with its name. */
  static LicenceType read(String fileName, byte[] bytes) throws MalformedDataException {
    JsonObject json;
    try {
      json = Json.parseObject(bytes);
    } catch (MalformedDataException e) {
      throw new MalformedDataException(fileName + ": " + e.getMessage(), e);
    }
    MemberReader file = new MemberReader(fileName, json).schema("hufu.licence-type/1");
    return new LicenceTypeReader(file).type();
  }

  private LicenceType type() throws MalformedDataException {
    String id = matching(file, "id", ID);
    String nameEn = file.text("nameEn");
    MemberReader catalogue = file.object("catalogue");
    Entry entry = entry(catalogue);
    catalogue.end();
    boolean personalNumber = file.bool("personalNumber");
    List<Field> fields = file.objects("fields", LicenceTypeReader::field);
    LicenceType.Items items = new LicenceType.Items(fields, schema(fields), page());
    file.end();
    return new LicenceType(entry, id, nameEn, personalNumber, items);
  }

  private static Entry entry(MemberReader members) throws MalformedDataException {
    String definer = members.text("certificateDefineAuthorityCode");
    String code = members.text("certificateTypeCode");
    if (!UnifiedSocialCreditCode.isValid(definer)) {
      throw members.wrong("certificateDefineAuthorityCode", "has a wrong check character");
    }
    if (!code.startsWith(definer) || !code.substring(definer.length()).matches("[0-9]{3}")) {
      throw members.wrong(
          "certificateTypeCode", "is not certificateDefineAuthorityCode and three digits");
    }
    return new Entry(
        members.text("certificateTypeName"),
        code,
        new DefiningAuthority(
            members.text("certificateDefineAuthorityName"),
            definer,
            level(
                members,
                "certificateDefineAuthorityLevel",
                members.text("certificateDefineAuthorityLevel"))),
        members.text("relatedItemName"),
        members.text("relatedItemCode"),
        oneOf(members, "certificateHolderCategory", HOLDERS),
        members.texts("validityRange"),
        levels(members, "certificateIssuingAuthorityLevel"),
        oneOf(members, "catalogueClass", CLASSES));
  }

  private static List<AuthorityLevel> levels(MemberReader members, String name)
      throws MalformedDataException {
    List<AuthorityLevel> levels = new ArrayList<>();
    for (String label : members.texts(name)) {
      levels.add(level(members, name, label));
    }
    return levels;
  }

  private static AuthorityLevel level(MemberReader members, String name, String label)
      throws MalformedDataException {
    return AuthorityLevel.ofLabel(label)
        .orElseThrow(() -> members.wrong(name, "is none of 国家级 省级 地市级 区县级 乡镇级 其他"));
  }

  private static Field field(MemberReader members) throws MalformedDataException {
    return new Field(
        matching(members, "name", FIELD),
        matching(members, "pinyin", PINYIN),
        members.text("zh"),
        members.text("en"),
        members.bool("personal", false),
        members.bool("sensitive", false));
  }

  /** The schema must bind exactly the fields, so that nothing unnamed is shown or hidden. */
  private JsonObject schema(List<Field> fields) throws MalformedDataException {
    if (!(file.value("items") instanceof JsonObject schema)) {
      throw file.wrong("items", "is not a JSON Schema object");
    }
    Set<String> names = fields.stream().map(Field::name).collect(Collectors.toSet());
    if (names.size() != fields.size()
        || fields.stream().map(Field::pinyin).distinct().count() != fields.size()) {
      throw file.wrong("fields", "names one field or one pinyin name twice");
    }
    boolean bound =
        schema.object("properties").filter(p -> p.members().keySet().equals(names)).isPresent();
    if (!bound || !schema.text("type").filter("object"::equals).isPresent()) {
      throw file.wrong("items", "is not of type object with exactly the properties of fields");
    }
    return schema;
  }

  /** Kept as it is: what it means is known where pages are drawn. */
  private @Nullable JsonObject page() throws MalformedDataException {
    JsonValue page = file.optional("page").orElse(null);
    if (page == null || page instanceof JsonObject) {
      return (JsonObject) page;
    }
    throw file.wrong("page", "is not an object");
  }

  private static String oneOf(MemberReader members, String name, Set<String> words)
      throws MalformedDataException {
    String text = members.text(name);
    if (!words.contains(text)) {
      throw members.wrong(name, "is none of " + String.join(" ", words.stream().sorted().toList()));
    }
    return text;
  }

  private static String matching(MemberReader members, String name, Pattern form)
      throws MalformedDataException {
    String text = members.text(name);
    if (!form.matcher(text).matches()) {
      throw members.wrong(name, "does not have the form " + form.pattern());
    }
    return text;
  }
}
