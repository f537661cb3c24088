package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.List;

/** Writes dates among the items of a licence as ISO 8601, where the type wants a date. */
public final class ItemDates {
  private ItemDates() {}

  /**
   * Replaces what the type's schema takes for no date, and {@link DateForms} for one.
   *
   * @return the items; what is no date in any form stays as it is, for the schema to refuse
   */
  public static JsonObject iso(LicenceType type, JsonObject items) {
    JsonObject result = items;
    for (LicenceType.Violation violation : type.validate(items)) {
      if (violation.rule().equals("format") || violation.rule().equals("type")) {
        List<String> path = List.of(violation.field().split("/"));
        JsonObject changed = changed(result, path.subList(Math.min(1, path.size()), path.size()));
        // Only what the schema then accepts was meant as a date.
        if (type.validate(changed).stream().noneMatch(v -> v.field().equals(violation.field()))) {
          result = changed;
        }
      }
    }
    return result;
  }

  private static JsonObject changed(JsonObject items, List<String> path) {
    return path.isEmpty() ? items : (JsonObject) at(items, path);
  }

  private static JsonValue at(JsonValue value, List<String> path) {
    if (path.isEmpty()) {
      return day(value);
    }
    String step = path.get(0).replace("~1", "/").replace("~0", "~");
    List<String> rest = path.subList(1, path.size());
    if (value instanceof JsonObject object && object.get(step).isPresent()) {
      return object.with(step, at(object.get(step).get(), rest));
    }
    if (value instanceof JsonArray array && step.matches("[0-9]{1,6}")) {
      int index = Integer.parseInt(step);
      List<JsonValue> all = new ArrayList<>(array.items());
      if (index < all.size()) {
        all.set(index, at(all.get(index), rest));
      }
      return new JsonArray(all);
    }
    return value;
  }

  private static JsonValue day(JsonValue value) {
    try {
      return new JsonText(DateForms.day(value).toString());
    } catch (MalformedDataException e) {
      return value;
    }
  }
}
