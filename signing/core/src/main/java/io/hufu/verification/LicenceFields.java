package io.hufu.verification;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import java.util.List;
import java.util.stream.Stream;

/** Values of a licence by the names that matters use: members of licences, or items of the type. */
final class LicenceFields {
  private static final String HOLDERS = "certificateHolders";

  private LicenceFields() {}

  /** Every value of a field, as text; empty when it was not disclosed. */
  static List<String> values(Licence licence, String field) {
    JsonObject json = licence.toJson();
    if (field.startsWith("certificateHolder")) {
      return json.array(HOLDERS).orElse(List.of()).stream()
          .filter(JsonObject.class::isInstance)
          .flatMap(holder -> ((JsonObject) holder).get(field).stream())
          .flatMap(LicenceFields::texts)
          .toList();
    }
    return json.get(field).or(() -> licence.items().get(field)).stream()
        .flatMap(LicenceFields::texts)
        .toList();
  }

  private static Stream<String> texts(JsonValue value) {
    if (value instanceof JsonText text) {
      return text.value().isBlank() ? Stream.empty() : Stream.of(text.value());
    }
    if (value instanceof JsonArray array) {
      return array.items().stream().flatMap(LicenceFields::texts);
    }
    if (value instanceof JsonObject object) {
      return object.members().values().stream().flatMap(LicenceFields::texts);
    }
    if (value instanceof JsonNumber || value instanceof JsonBool) {
      return Stream.of(
          new String(
              io.hufu.crypto.jose.Json.canonical(value), java.nio.charset.StandardCharsets.UTF_8));
    }
    return value instanceof JsonNull ? Stream.empty() : Stream.of(value.toString());
  }

  /** Tells whether a field speaks of a natural person. */
  static boolean personal(Licence licence, String field, Catalogue catalogue) {
    if (field.startsWith("certificateHolder")) {
      return licence.holders().stream().anyMatch(Licence.Holder::isNaturalPerson);
    }
    return catalogue
        .find(licence.type())
        .map(
            type ->
                type.field(field).map(one -> one.personal()).orElse(false)
                    || (field.equals("certificateNumber") && type.personalNumber()))
        .orElse(true);
  }
}
