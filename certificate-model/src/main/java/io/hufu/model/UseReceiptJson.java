package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationContext.Period;
import org.jspecify.annotations.Nullable;

/** Reads and writes use receipts, schema {@code hufu.use-receipt/1} (docs/use-receipts.md). */
final class UseReceiptJson {
  private static final String SCHEMA = "hufu.use-receipt/1";

  private UseReceiptJson() {}

  static JsonObject write(UseReceipt receipt) {
    UseReceipt.Basis basis = receipt.basis();
    UseReceipt.Said said = receipt.said();
    JsonObject.Builder json =
        JsonObject.builder().put("schema", SCHEMA).put("verifier", receipt.verifier());
    put(json, "matter", receipt.matter());
    json.put("signature", receipt.signature())
        .put("checkedAt", receipt.checkedAt().toString())
        .put("from", basis.at().from().toString())
        .put("to", basis.at().to().toString())
        .put("knownAt", basis.knownAt().toString())
        .put("policy", basis.policy())
        .put("trustList", basis.trustList())
        .put("report", basis.report())
        .put("verdict", said.verdict().name());
    ReasonClass reason = said.reason();
    put(json, "reason", reason == null ? null : reason.name());
    put(json, "status", said.status());
    put(json, "statusToken", said.statusToken());
    return json.build();
  }

  private static void put(JsonObject.Builder json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  static UseReceipt read(JsonValue json) throws MalformedDataException {
    MemberReader members = MemberReader.of("use receipt", json).schema(SCHEMA);
    try {
      UseReceipt receipt =
          new UseReceipt(
              members.text("verifier"),
              members.textOrNull("matter"),
              members.text("signature"),
              new UseReceipt.Basis(
                  new Period(members.instant("from"), members.instant("to")),
                  members.instant("knownAt"),
                  members.text("policy"),
                  members.text("trustList"),
                  members.text("report")),
              new UseReceipt.Said(
                  members.constant(Verdict.class, "verdict"),
                  members.has("reason") ? members.constant(ReasonClass.class, "reason") : null,
                  members.textOrNull("status"),
                  members.textOrNull("statusToken")),
              members.instant("checkedAt"));
      members.end();
      return receipt;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }
}
