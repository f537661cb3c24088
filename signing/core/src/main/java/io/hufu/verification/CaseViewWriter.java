package io.hufu.verification;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.report.CaseCode;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.ReportView.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Writes a view of a case from its JSON report, so that all projections mask alike. */
record CaseViewWriter(CaseReport report, JsonObject json, Texts texts, boolean full) {
  CaseView write() {
    return new CaseView(
        texts.say("case.title"),
        answer(),
        report.verdict(),
        head(),
        lines("materials", this::material),
        lines("rules", this::rule),
        lines("unused", this::unused),
        stats(),
        basis());
  }

  private String answer() {
    return texts.say(
        "case.verdict." + report.reason().map(Enum::name).orElse(report.verdict().name()));
  }

  private List<Row> head() {
    Rows rows = new Rows(texts);
    rows.add("case", text(json, "case"));
    rows.add(
        "matter",
        name(json.object("matter").orElseThrow(), "") + " " + report.matter().code().key());
    String comma = texts.isChinese() ? "；" : "; ";
    rows.add("legalBasis", String.join(comma, report.matter().legalBasis()));
    List<CaseCode> open = open();
    if (open.isEmpty()) {
      rows.add("why", texts.sentence(texts.say("case.why.ACCEPTED")));
      rows.add("clerk", texts.sentence(texts.say("case.next.clerk.ACCEPTED" + pilot())));
      rows.add("citizen", texts.sentence(texts.say("case.next.citizen.ACCEPTED")));
    } else {
      rows.add("why", why());
      rows.add("clerk", steps(open, ".clerk"));
      rows.add("citizen", steps(open, ".citizen"));
    }
    return rows.list();
  }

  private String pilot() {
    boolean pilot =
        report.materials().stream()
            .map(CaseReport.MaterialResult::report)
            .filter(Objects::nonNull)
            .map(VerificationReport::findings)
            .flatMap(List::stream)
            .anyMatch(f -> f.code().equals(FindingCode.PILOT_ONLY.name()));
    return pilot ? ".pilot" : "";
  }

  /** What stands against the case; when nothing does, what is open. */
  private List<CaseCode> open() {
    Outcome wanted = report.verdict() == Verdict.REJECTED ? Outcome.FAILED : Outcome.INCONCLUSIVE;
    List<CaseCode> codes = new ArrayList<>();
    report.materials().forEach(m -> codes.add(m.code()));
    report.rules().forEach(r -> codes.add(r.code()));
    return codes.stream().filter(code -> code.outcome() == wanted).distinct().toList();
  }

  /** One sentence for each thing that stands against it. */
  private String why() {
    Outcome wanted = report.verdict() == Verdict.REJECTED ? Outcome.FAILED : Outcome.INCONCLUSIVE;
    StringBuilder why = new StringBuilder();
    List<CaseView.Line> all = new ArrayList<>(lines("materials", this::material));
    all.addAll(lines("rules", this::rule));
    for (CaseView.Line line : all) {
      if (line.outcome() == wanted) {
        why.append(why.isEmpty() ? "" : texts.isChinese() ? "" : " ");
        why.append(texts.sentence(texts.labelled(line.name(), line.text())));
      }
    }
    return why.toString();
  }

  private String steps(List<CaseCode> codes, String whose) {
    StringBuilder steps = new StringBuilder();
    codes.stream()
        .flatMap(code -> keys(code, whose))
        .map(texts::say)
        .distinct()
        .forEach(
            step ->
                steps
                    .append(steps.isEmpty() || texts.isChinese() ? "" : " ")
                    .append(texts.sentence(step)));
    return steps.toString();
  }

  /** What is to be done with a rejected document depends on why it was. */
  private Stream<String> keys(CaseCode code, String whose) {
    String key = "case." + code + whose;
    return code != CaseCode.DOCUMENT_REJECTED
        ? Stream.of(key)
        : report.materials().stream()
            .filter(material -> material.code() == code)
            .flatMap(material -> Optional.ofNullable(material.report()).stream())
            .map(judged -> key + "." + judged.reason());
  }

  private List<CaseView.Line> lines(
      String member, BiFunction<Integer, JsonObject, CaseView.Line> writing) {
    List<CaseView.Line> lines = new ArrayList<>();
    for (JsonValue item : json.array(member).orElse(List.of())) {
      if (item instanceof JsonObject object) {
        lines.add(writing.apply(lines.size(), object));
      }
    }
    return lines;
  }

  private CaseView.Line material(int index, JsonObject item) {
    CaseReport.MaterialResult result = report.materials().get(index);
    Rows rows = new Rows(texts);
    rows.add("matterFile", text(item, "file"));
    result.findings().stream()
        .skip(1)
        .forEach(code -> rows.add("findings", said(result, code, Map.of())));
    item.object("document").ifPresent(document -> document(document, rows));
    String optional =
        result.material().required() ? "" : texts.isChinese() ? "（可选）" : " (optional)";
    CaseView.Line line =
        line(result.code(), name(item, "") + optional, MaskedFacts.facts(item), rows.list());
    return result.findings().isEmpty() || result.report() == null
        ? line
        : new CaseView.Line(
            line.outcome(),
            line.label(),
            line.name(),
            texts.labelled(line.text(), finding(result)),
            line.more());
  }

  /** Says the finding that decides, with its facts. */
  private String finding(CaseReport.MaterialResult result) {
    VerificationReport judged = Objects.requireNonNull(result.report());
    MaskedFacts facts = new MaskedFacts(judged.toJson(full));
    for (int i = 0; i < judged.findings().size(); i++) {
      if (judged.findings().get(i).code().equals(result.findings().get(0))) {
        return said(result, result.findings().get(0), facts.of(i));
      }
    }
    return said(result, result.findings().get(0), Map.of());
  }

  /** What would speak for a document, and is open, must not read as if it were so. */
  private String said(CaseReport.MaterialResult result, String code, Map<String, String> facts) {
    String text = texts.say(code, facts);
    boolean open =
        result.code().outcome() == Outcome.INCONCLUSIVE
            && Arrays.stream(Topic.values()).anyMatch(t -> t.decisive().name().equals(code));
    return open ? texts.say("case.open", Map.of("finding", text)) : text;
  }

  private void document(JsonObject document, Rows rows) {
    document
        .object("licence")
        .ifPresent(
            licence -> {
              rows.add("number", text(licence, "certificateNumber"));
              for (JsonValue holder : licence.array("certificateHolders").orElse(List.of())) {
                if (holder instanceof JsonObject one) {
                  rows.add(
                      "holder",
                      text(one, "certificateHolderName")
                          + " "
                          + text(one, "certificateHolderCode"));
                }
              }
              rows.add("issuer", text(licence, "certificateIssuingAuthorityName"));
            });
    document.integer("resultCode").ifPresent(code -> rows.add("resultCode", String.valueOf(code)));
  }

  private CaseView.Line rule(int index, JsonObject item) {
    CaseReport.RuleResult result = report.rules().get(index);
    List<String> names =
        result.materials().stream()
            .map(
                id ->
                    report
                        .matter()
                        .material(id)
                        .map(m -> texts.isChinese() ? m.nameZh() : m.nameEn())
                        .orElse(id))
            .toList();
    boolean chinese = texts.isChinese();
    String title =
        name(item, result.id())
            + (chinese ? "（" : " (")
            + String.join(chinese ? "、" : ", ", names)
            + (chinese ? "）" : ")");
    return line(result.code(), title, MaskedFacts.facts(item), List.of());
  }

  private CaseView.Line unused(int index, JsonObject item) {
    return line(report.unused().get(index).code(), text(item, "file"), Map.of(), List.of());
  }

  private CaseView.Line line(
      CaseCode code, String name, Map<String, String> facts, List<Row> more) {
    return new CaseView.Line(
        code.outcome(),
        texts.say("case.outcome." + code.outcome()),
        Printable.text(name),
        texts.say("case." + code, facts),
        more);
  }

  private List<Row> stats() {
    CaseReport.Stats stats = report.stats();
    Rows rows = new Rows(texts);
    rows.add("statMaterials", String.valueOf(stats.materials()));
    rows.add("statLicences", String.valueOf(stats.licences()));
    rows.add("statExempt", String.valueOf(stats.exempt()));
    rows.add("statSeen", String.valueOf(stats.seen()));
    rows.add("saved", String.valueOf(stats.saved()));
    return rows.list();
  }

  private List<Row> basis() {
    Rows rows = new Rows(texts);
    rows.add("at", BasisRows.period(report.at(), texts));
    rows.add("knownAt", report.knownAt());
    report
        .artefacts()
        .forEach((name, digest) -> rows.addOwn(BasisRows.artefact(name, texts), digest));
    rows.add("version", report.version());
    if (!full) {
      rows.add("masked", texts.say("case.masked"));
    }
    return rows.list();
  }

  private String name(JsonObject item, String otherwise) {
    return item.text(texts.isChinese() ? "nameZh" : "nameEn").orElse(otherwise);
  }

  private static String text(JsonObject object, String name) {
    return object.text(name).orElse("");
  }
}
