package io.hufu.verification;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.verification.ReportView.Row;
import java.util.List;

/** The licence of an accepted report, as the JSON report shows it. */
final class LicenceRows {
  private LicenceRows() {}

  static List<Row> of(JsonObject report, Texts texts) {
    return report.object("licence").map(licence -> rows(licence, texts)).orElse(List.of());
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
            text(object, "certificateHolderName") + " " + text(object, "certificateHolderCode"));
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
