package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.DateForms;
import io.hufu.model.ItemDates;
import io.hufu.model.LicenceType;
import java.util.Optional;

/** Writes the dates of a row as ISO 8601, in whatever known form registers and tables have them. */
final class RowDates {
  private static final String END = "certificateExpiringDate";

  private final LicenceType type;

  RowDates(LicenceType type) {
    this.type = type;
  }

  /** What is no date stays as it is, for the checks to refuse by name. */
  JsonObject iso(JsonObject row) {
    JsonObject dated = row;
    for (String member : RowChecks.DATES) {
      Optional<JsonValue> value = row.get(member);
      if (value.isPresent()) {
        dated = dated.with(member, iso(member, value.get()));
      }
    }
    Optional<JsonObject> items = row.object("items");
    return items.isPresent() ? dated.with("items", ItemDates.iso(type, items.get())) : dated;
  }

  private static JsonValue iso(String member, JsonValue value) {
    if (value instanceof JsonText text && text.value().isBlank()) {
      return value; // nothing said is not 长期
    }
    try {
      return new JsonText(
          member.equals(END)
              ? DateForms.endText(DateForms.end(value))
              : DateForms.day(value).toString());
    } catch (MalformedDataException e) {
      return value;
    }
  }
}
