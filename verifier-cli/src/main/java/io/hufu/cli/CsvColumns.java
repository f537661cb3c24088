package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.LicenceType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of a CSV file mean for a licence type (docs/cli.md, data files). Immutable.
 *
 * <p>A column is a member of the licence, a member of its holder, or an item of the type, named in
 * English or by its Chinese label.
 */
final class CsvColumns {
  /** Chinese column names of the members that every licence has. */
  static final Map<String, String> MEMBERS = members();

  private static final Set<String> HOLDER =
      Set.of("certificateHolderName", "certificateHolderCode", "certificateHolderType");
  private static final String ITEMS = "items.";

  private final LicenceType type;
  private final List<String> paths;

  private CsvColumns(LicenceType type, List<String> paths) {
    this.type = type;
    this.paths = paths;
  }

  /** Reads the header; refuses unknown and repeated columns. */
  static CsvColumns of(LicenceType type, List<String> header) throws CommandFailure {
    List<String> paths = new ArrayList<>();
    for (String column : header) {
      String path = path(type, column);
      if (paths.contains(path)) {
        throw CommandFailure.input("data.columnTwice", column);
      }
      paths.add(path);
    }
    return new CsvColumns(type, paths);
  }

  private static String path(LicenceType type, String column) throws CommandFailure {
    String name = column.startsWith(ITEMS) ? column.substring(ITEMS.length()) : column;
    String member = MEMBERS.getOrDefault(name, name);
    if (name.equals(column) && MEMBERS.containsValue(member)) {
      return member;
    }
    for (LicenceType.Field field : type.fields()) {
      if (Set.of(field.name(), field.labelZh(), field.pinyin()).contains(name)) {
        return ITEMS + field.name();
      }
    }
    throw CommandFailure.input("data.column", column, type.id());
  }

  /** Turns the cells of one record into a row; an empty cell is an absent member. */
  JsonObject row(List<String> cells) throws RowProblem {
    if (cells.size() != paths.size()) {
      throw new RowProblem("row.cells", cells.size(), paths.size());
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    Map<String, JsonValue> holder = new LinkedHashMap<>();
    Map<String, JsonValue> items = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String path = paths.get(i);
      String cell = cells.get(i);
      if (cell.isEmpty()) {
        continue;
      }
      if (path.startsWith(ITEMS)) {
        String name = path.substring(ITEMS.length());
        items.put(name, item(name, cell));
      } else if (HOLDER.contains(path)) {
        holder.put(path, new JsonText(cell));
      } else {
        members.put(path, path.equals("sample") ? bool(path, cell) : new JsonText(cell));
      }
    }
    if (!holder.isEmpty()) {
      members.put("certificateHolders", JsonArray.of(new JsonObject(holder)));
    }
    members.put("items", new JsonObject(items));
    return new JsonObject(members);
  }

  /** Reads a cell as the schema of the type has it; text where it says nothing. */
  private JsonValue item(String name, String cell) throws RowProblem {
    JsonObject schema =
        type.schema()
            .object("properties")
            .flatMap(properties -> properties.object(name))
            .orElse(JsonObject.builder().build());
    String kind = schema.text("type").orElse("string");
    if (cell.startsWith("[") || cell.startsWith("{")) {
      return kind.equals("array") || kind.equals("object") ? json(name, cell) : new JsonText(cell);
    }
    return switch (kind) {
      case "integer", "number" -> number(name, cell);
      case "boolean" -> bool(name, cell);
      case "array" ->
          new JsonArray(
              Arrays.stream(cell.split("[;；]"))
                  .map(part -> (JsonValue) new JsonText(part.strip()))
                  .toList());
      default -> new JsonText(cell);
    };
  }

  private static JsonValue json(String name, String cell) throws RowProblem {
    try {
      return Json.parse(cell.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedDataException e) {
      throw new RowProblem("row.json", name + ": " + InputFiles.reason(e));
    }
  }

  private static JsonValue number(String name, String cell) throws RowProblem {
    try {
      return new JsonValue.JsonNumber(new BigDecimal(cell));
    } catch (IllegalArgumentException e) {
      throw new RowProblem("row.number", name);
    }
  }

  private static JsonValue bool(String name, String cell) throws RowProblem {
    return switch (cell) {
      case "true", "是" -> new JsonValue.JsonBool(true);
      case "false", "否" -> new JsonValue.JsonBool(false);
      default -> throw new RowProblem("row.boolean", name);
    };
  }

  private static Map<String, String> members() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("证照名称", "certificateName");
    names.put("证照类型代码", "certificateTypeCode");
    names.put("证照编号", "certificateNumber");
    names.put("证照标识", "certificateIdentifier");
    names.put("证照颁发机构", "certificateIssuingAuthorityName");
    names.put("证照颁发机构代码", "certificateIssuingAuthorityCode");
    names.put("证照颁发机构级别", "certificateIssuingAuthorityLevel");
    names.put("证照颁发日期", "certificateIssuedDate");
    names.put("持证主体", "certificateHolderName");
    names.put("持证主体代码", "certificateHolderCode");
    names.put("持证主体代码类型", "certificateHolderType");
    names.put("行政区划代码", "certificateAreaCode");
    names.put("有效期起始日期", "certificateEffectiveDate");
    names.put("有效期截止日期", "certificateExpiringDate");
    names.put("被替换证照标识", "supersedes");
    names.put("样例", "sample");
    return names;
  }
}
