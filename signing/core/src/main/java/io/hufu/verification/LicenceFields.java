package io.hufu.verification;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Catalogue;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Licence;
import io.hufu.model.report.VerificationReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Values of a licence by the names that matters use: members of licences, or items of the type. */
final class LicenceFields {
  private LicenceFields() {}

  /** Every value of a field, as text; empty when it was not disclosed. */
  static List<String> values(DisclosedLicence licence, String field) {
    if (isOfHolders(field)) {
      return licence.holders().stream()
          .flatMap(holder -> holder.get(field).stream())
          .flatMap(LicenceFields::texts)
          .toList();
    }
    return licence.members().get(field).or(() -> licence.items().get(field)).stream()
        .flatMap(LicenceFields::texts)
        .toList();
  }

  /** What an accepted report shows of the licence: all of it, or what was disclosed. */
  static Optional<DisclosedLicence> of(VerificationReport report) {
    Licence whole = report.licence();
    return whole == null
        ? Optional.ofNullable(report.disclosed())
        : Optional.of(
            new DisclosedLicence(
                whole.type(),
                whole.issuer(),
                whole.issuedOn(),
                whole.areaCode(),
                whole.effectiveFrom(),
                whole.expiresOn(),
                whole.sample(),
                whole.copy(),
                null,
                whole.toJson()));
  }

  private static boolean isOfHolders(String field) {
    return field.startsWith("certificateHolder") && !field.equals("certificateHolders");
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
      return Stream.of(new String(Json.canonical(value), StandardCharsets.UTF_8));
    }
    return value instanceof JsonNull ? Stream.empty() : Stream.of(value.toString());
  }

  /** Tells whether a field speaks of a natural person; it does unless it is known not to. */
  static boolean personal(DisclosedLicence licence, String field, Catalogue catalogue) {
    if (isOfHolders(field)) {
      return licence.holders().stream()
          .anyMatch(
              holder ->
                  holder
                      .text("certificateHolderType")
                      .map(type -> new Licence.Holder("", "", type).isNaturalPerson())
                      .orElse(true));
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
