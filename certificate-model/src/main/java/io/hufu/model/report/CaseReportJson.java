package io.hufu.model.report;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.report.CaseReport.MaterialResult;
import io.hufu.model.report.CaseReport.RuleResult;
import io.hufu.model.report.CaseReport.UnusedDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report on a case as {@code hufu.case-report/1}; docs/schema/case-report.schema.json says
 * the same.
 */
final class CaseReportJson {
  private final CaseReport report;
  private final boolean full;
  private final Catalogue catalogue;

  CaseReportJson(CaseReport report, boolean full, Catalogue catalogue) {
    this.report = report;
    this.full = full;
    this.catalogue = catalogue;
  }

  JsonObject write() {
    return JsonObject.builder()
        .put("schema", "hufu.case-report/1")
        .put("case", shown(report.name()))
        .put("matter", matter())
        .put("verdict", report.verdict().name())
        .put("reason", text(report.reason().map(Enum::name).orElse(null)))
        .put("problems", texts(report.problems()))
        .put("materials", array(report.materials().stream().map(this::material).toList()))
        .put("rules", array(report.rules().stream().map(this::rule).toList()))
        .put("unused", array(report.unused().stream().map(this::unused).toList()))
        .put("stats", stats(report.stats()))
        .put("artefacts", object(report.artefacts()))
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

  private JsonObject matter() {
    return JsonObject.builder()
        .put("code", report.matter().code().key())
        .put("nameZh", report.matter().nameZh())
        .put("nameEn", report.matter().nameEn())
        .put("legalBasis", texts(report.matter().legalBasis()))
        .build();
  }

  private JsonObject material(MaterialResult result) {
    String file = result.file();
    return JsonObject.builder()
        .put("id", result.material().id())
        .put("nameZh", result.material().nameZh())
        .put("nameEn", result.material().nameEn())
        .put("required", result.material().required())
        .put("exempt", result.material().exempt())
        .put("code", result.code().name())
        .put("outcome", result.code().outcome().name())
        .put("findings", texts(result.findings()))
        .put("facts", object(result.facts()))
        .put("file", text(file == null ? null : shown(file)))
        .put("document", document(result.report()))
        .build();
  }

  /** The answers of a document's own report, and the result code of the sharing service. */
  private JsonValue document(@Nullable VerificationReport judged) {
    if (judged == null) {
      return JsonNull.NULL;
    }
    JsonObject json = judged.toJson(full, catalogue);
    JsonObject.Builder document = JsonObject.builder();
    for (String name :
        List.of(
            "verdict",
            "reason",
            "authentic",
            "inForce",
            "acceptableHere",
            "carrier",
            "inputDigest",
            "licence",
            "policy",
            "artefacts")) {
      document.put(name, json.get(name).orElse(JsonNull.NULL));
    }
    OptionalInt code = InformationResult.of(judged);
    return document
        .put("resultCode", code.isPresent() ? JsonNumber.of(code.getAsInt()) : JsonNull.NULL)
        .build();
  }

  private JsonObject rule(RuleResult rule) {
    JsonObject.Builder facts = JsonObject.builder();
    rule.facts()
        .forEach(
            (name, value) -> facts.put(name, !full && rule.personal() ? masked(value) : value));
    return JsonObject.builder()
        .put("id", rule.id())
        .put("nameZh", name(rule, true))
        .put("nameEn", name(rule, false))
        .put("code", rule.code().name())
        .put("outcome", rule.code().outcome().name())
        .put("materials", texts(rule.materials()))
        .put("facts", facts.build())
        .build();
  }

  private String name(RuleResult result, boolean chinese) {
    return report.matter().rules().stream()
        .filter(rule -> rule.id().equals(result.id()))
        .map(rule -> chinese ? rule.nameZh() : rule.nameEn())
        .findFirst()
        .orElse(result.id());
  }

  /** Several values stand beside each other, separated by a space. */
  private static String masked(String values) {
    return Arrays.stream(values.split(" ")).map(Masking::value).collect(Collectors.joining(" "));
  }

  private JsonObject unused(UnusedDocument document) {
    return JsonObject.builder()
        .put("file", shown(document.file()))
        .put("code", document.code().name())
        .build();
  }

  private static JsonObject stats(CaseReport.Stats stats) {
    return JsonObject.builder()
        .put("materials", stats.materials())
        .put("licences", stats.licences())
        .put("exempt", stats.exempt())
        .put("seen", stats.seen())
        .put("saved", stats.saved())
        .build();
  }

  /** File names are the citizen's: they may hold what licences hold. */
  private String shown(String text) {
    if (full) {
      return text;
    }
    String masked = Masking.byKind().text(text);
    for (MaterialResult result : report.materials()) {
      VerificationReport judged = result.report();
      Licence licence = judged == null ? null : judged.licence();
      if (licence != null) {
        masked = Masking.of(licence, catalogue.find(licence.type()).orElse(null)).text(masked);
      }
    }
    return masked;
  }

  private static JsonArray array(List<? extends JsonValue> items) {
    return new JsonArray(List.copyOf(items));
  }

  private static JsonArray texts(List<String> texts) {
    return array(texts.stream().map(JsonText::new).toList());
  }

  private static JsonObject object(Map<String, String> texts) {
    JsonObject.Builder object = JsonObject.builder();
    texts.forEach(object::put);
    return object.build();
  }

  private static JsonValue text(@Nullable String text) {
    return text == null ? JsonNull.NULL : new JsonText(text);
  }
}
