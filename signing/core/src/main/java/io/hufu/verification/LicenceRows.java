package io.hufu.verification;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Catalogue;
import io.hufu.model.LicenceType;
import io.hufu.verification.ReportView.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The licence of an accepted report, as the JSON report shows it. */
final class LicenceRows {
  private LicenceRows() {}

  static List<Row> of(JsonObject report, Texts texts, Catalogue catalogue) {
    List<Row> rows =
        new ArrayList<>(
            report
                .object("licence")
                .or(() -> report.object("disclosed"))
                .map(licence -> rows(licence, texts))
                .orElse(List.of()));
    report.object("disclosed").ifPresent(shown -> rows.addAll(items(shown, texts, catalogue)));
    return rows;
  }

  /** Of a presentation the items are what the matter asked for. */
  private static List<Row> items(JsonObject licence, Texts texts, Catalogue catalogue) {
    JsonObject items = licence.object("items").orElseGet(() -> JsonObject.builder().build());
    Rows rows = new Rows(texts);
    catalogue
        .find(text(licence, "certificateTypeCode"))
        .map(LicenceType::fields)
        .orElse(List.of())
        .forEach(
            field ->
                items
                    .get(field.name())
                    .ifPresent(
                        value ->
                            rows.addOwn(
                                texts.choose(field.labelZh(), field.labelEn()), plain(value))));
    return rows.list();
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonValue.JsonText text
        ? text.value()
        : new String(Json.compact(value), StandardCharsets.UTF_8);
  }

  private static List<Row> rows(JsonObject licence, Texts texts) {
    Rows rows = new Rows(texts);
    rows.add("name", text(licence, "certificateName"));
    rows.add("number", text(licence, "certificateNumber"));
    rows.add("identifier", text(licence, "certificateIdentifier"));
    for (JsonValue holder : licence.array("certificateHolders").orElse(List.of())) {
      if (holder instanceof JsonObject object) {
        rows.add(
            "holder",
            (text(object, "certificateHolderName") + " " + text(object, "certificateHolderCode"))
                .strip());
      }
    }
    rows.add(
        "issuer",
        text(licence, "certificateIssuingAuthorityName")
            + " "
            + text(licence, "certificateIssuingAuthorityCode"));
    rows.add("issuedOn", text(licence, "certificateIssuedDate"));
    rows.add("validity", validity(licence, texts));
    rows.add("area", text(licence, "certificateAreaCode"));
    return rows.list();
  }

  private static String validity(JsonObject licence, Texts texts) {
    String from = text(licence, "certificateEffectiveDate");
    String to = text(licence, "certificateExpiringDate");
    String end = to.isEmpty() || to.equals("长期") ? texts.say("date.endless") : to;
    return from.isEmpty() ? end : from + " " + texts.say("date.to") + " " + end;
  }

  private static String text(JsonObject object, String name) {
    return object.text(name).orElse("");
  }
}
