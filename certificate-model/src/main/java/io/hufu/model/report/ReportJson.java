package io.hufu.model.report;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Catalogue;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Licence;
import io.hufu.model.LicenceType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Writes a report as {@code hufu.report/1}; docs/schema/report.schema.json says the same. */
final class ReportJson {
  private final VerificationReport report;
  private final @Nullable LicenceType type;
  private final boolean full;
  private final Masking masking;

  ReportJson(VerificationReport report, Catalogue catalogue, boolean full) {
    Licence licence = report.licence();
    this.report = report;
    this.full = full;
    DisclosedLicence disclosed = report.disclosed();
    String code = licence != null ? licence.type() : disclosed == null ? "" : disclosed.type();
    this.type = catalogue.find(code).orElse(null);
    this.masking =
        licence != null
            ? Masking.of(licence, type)
            : disclosed == null ? Masking.byKind() : Masking.of(disclosed, type);
  }

  JsonObject write() {
    OptionalInt resultCode = InformationResult.of(report);
    String file = report.file();
    return JsonObject.builder()
        .put("schema", "hufu.report/1")
        .put("file", text(file == null ? null : shown(file)))
        .put("verdict", report.verdict().name())
        .put("reason", constant(report.reason()))
        .put("authentic", answer(report.authentic()))
        .put("inForce", answer(report.inForce()))
        .put("acceptableHere", answer(report.acceptableHere()))
        .put(
            "resultCode",
            resultCode.isPresent() ? JsonNumber.of(resultCode.getAsInt()) : JsonNull.NULL)
        .put("carrier", report.carrier().label())
        .put("role", constant(report.role()))
        .put("inputDigest", report.inputDigest())
        .put("licence", licence())
        .put("disclosed", disclosed())
        .put("signatures", array(report.signatures().stream().map(this::signature).toList()))
        .put("findings", array(report.findings().stream().map(this::finding).toList()))
        .put("policy", report.policy())
        .put("artefacts", texts(report.artefacts()))
        .put(
            "at",
            JsonObject.builder()
                .put("from", report.at().from().toString())
                .put("to", report.at().to().toString())
                .build())
        .put("knownAt", report.knownAt().toString())
        .put("version", report.version())
        .build();
  }

  private JsonValue licence() {
    Licence licence = report.licence();
    if (licence == null) {
      return JsonNull.NULL;
    }
    return full ? licence.toJson() : Masking.licence(licence, type);
  }

  private JsonValue disclosed() {
    DisclosedLicence disclosed = report.disclosed();
    if (disclosed == null) {
      return JsonNull.NULL;
    }
    return full ? disclosed.members() : Masking.disclosed(disclosed, type);
  }

  private JsonObject signature(VerificationReport.SignatureResult signature) {
    String signer = signature.signer();
    return JsonObject.builder()
        .put("number", signature.number())
        .put("verdict", signature.verdict().name())
        .put("algorithm", text(signature.algorithm()))
        .put("signer", text(signer == null ? null : shown(signer)))
        .put("authority", text(signature.authority()))
        .put("claimedAt", instant(signature.claimedAt()))
        .put("provenAt", instant(signature.provenAt()))
        .put(
            "evidence",
            array(signature.evidence().stream().map(e -> new JsonText(shown(e))).toList()))
        .build();
  }

  private JsonObject finding(Finding finding) {
    JsonObject.Builder facts = JsonObject.builder();
    finding
        .facts()
        .forEach((name, value) -> facts.put(name, full ? value : masking.fact(name, value)));
    return JsonObject.builder()
        .put("topic", finding.topic().name())
        .put("outcome", finding.outcome().name())
        .put("code", finding.code())
        .put("subject", finding.subject().toString())
        .put("where", shown(finding.where()))
        .put("facts", facts.build())
        .put("etsi", text(finding.etsi()))
        .build();
  }

  private String shown(String text) {
    return full ? text : masking.text(text);
  }

  private static JsonText answer(Answer answer) {
    return new JsonText(answer.name().toLowerCase(Locale.ROOT));
  }

  private static JsonArray array(List<? extends JsonValue> items) {
    return new JsonArray(List.copyOf(items));
  }

  private static JsonObject texts(Map<String, String> texts) {
    JsonObject.Builder object = JsonObject.builder();
    texts.forEach(object::put);
    return object.build();
  }

  private static JsonValue text(@Nullable String text) {
    return text == null ? JsonNull.NULL : new JsonText(text);
  }

  private static JsonValue constant(@Nullable Enum<?> constant) {
    return text(constant == null ? null : constant.name());
  }

  private static JsonValue instant(java.time.@Nullable Instant instant) {
    return text(instant == null ? null : instant.toString());
  }
}
