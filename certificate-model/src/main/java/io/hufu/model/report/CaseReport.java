package io.hufu.model.report;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Catalogue;
import io.hufu.model.Matter;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One answer for a case (材料核验单). Immutable.
 *
 * @param name what the caller calls the case
 * @param materials in the order of the matter
 * @param rules in the order of the matter
 * @param unused documents that serve as no material, by name
 * @param artefacts digests of the matter and of every trust list, by name
 * @param version library version
 */
public record CaseReport(
    String name,
    Matter matter,
    List<MaterialResult> materials,
    List<RuleResult> rules,
    List<UnusedDocument> unused,
    Map<String, String> artefacts,
    VerificationContext.Period at,
    Instant knownAt,
    String version) {
  /** Copies. */
  public CaseReport {
    materials = List.copyOf(materials);
    rules = List.copyOf(rules);
    unused = List.copyOf(unused);
    artefacts = Collections.unmodifiableMap(new TreeMap<>(artefacts));
  }

  /**
   * What became of one material.
   *
   * @param file name of the document that was judged for it; null without one
   * @param report how that document was judged; null without one
   * @param findings codes of the findings that decide, where the code says that one does
   * @param facts what was seen, by name
   */
  public record MaterialResult(
      Matter.Material material,
      CaseCode code,
      @Nullable String file,
      @Nullable VerificationReport report,
      List<String> findings,
      Map<String, String> facts) {
    /** Copies. */
    public MaterialResult {
      findings = List.copyOf(findings);
      facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** Tells whether a licence serves as this material. */
    public boolean met() {
      return code == CaseCode.MATERIAL_MET;
    }
  }

  /**
   * What became of one rule.
   *
   * @param personal whether the facts are about natural persons, to be masked
   */
  public record RuleResult(
      String id,
      CaseCode code,
      List<String> materials,
      boolean personal,
      Map<String, String> facts) {
    /** Copies. */
    public RuleResult {
      materials = List.copyOf(materials);
      facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
  }

  /** A document that serves as no material. */
  public record UnusedDocument(String file, CaseCode code) {}

  /**
   * What was counted.
   *
   * @param materials how many materials the matter has
   * @param licences how many of them a licence served as
   * @param exempt how many nobody had to hand in because a licence says it
   * @param seen how many a person looked at
   * @param saved papers that nobody had to bring: {@code licences + exempt}
   */
  public record Stats(int materials, int licences, int exempt, int seen, int saved) {}

  /** Returns ACCEPTED when all is met and agrees, REJECTED when something stands against it. */
  public Verdict verdict() {
    if (outcomes().anyMatch(Outcome.FAILED::equals)) {
      return Verdict.REJECTED;
    }
    return outcomes().anyMatch(Outcome.INCONCLUSIVE::equals) ? Verdict.UNDECIDED : Verdict.ACCEPTED;
  }

  private Stream<Outcome> outcomes() {
    return Stream.concat(
            materials.stream().map(MaterialResult::code), rules.stream().map(RuleResult::code))
        .map(CaseCode::outcome);
  }

  /** Returns why it is REJECTED; empty otherwise. */
  public Optional<CaseReason> reason() {
    if (verdict() != Verdict.REJECTED) {
      return Optional.empty();
    }
    if (materials.stream()
        .anyMatch(
            m ->
                failed(m.code())
                    && m.code() != CaseCode.MATERIAL_MISSING
                    && m.code() != CaseCode.CONSENT_MISSING
                    && m.code() != CaseCode.FIELD_MISSING)) {
      return Optional.of(CaseReason.DOCUMENT_REJECTED);
    }
    return Optional.of(
        rules.stream().anyMatch(rule -> failed(rule.code()))
            ? CaseReason.INCONSISTENT
            : CaseReason.INCOMPLETE);
  }

  private static boolean failed(CaseCode code) {
    return code.outcome() == Outcome.FAILED;
  }

  /** Returns every reason against the case, one code each: of a document its findings' codes. */
  public List<String> problems() {
    Stream<String> ofMaterials =
        materials.stream()
            .filter(m -> failed(m.code()))
            .flatMap(
                m -> m.findings().isEmpty() ? Stream.of(m.code().name()) : m.findings().stream());
    Stream<String> ofRules = rules.stream().filter(r -> failed(r.code())).map(r -> r.code().name());
    return Stream.concat(ofMaterials, ofRules).toList();
  }

  /** Counts. */
  public Stats stats() {
    int licences = count(CaseCode.MATERIAL_MET);
    int exempt = count(CaseCode.MATERIAL_EXEMPT);
    return new Stats(
        materials.size(), licences, exempt, count(CaseCode.MATERIAL_SEEN), licences + exempt);
  }

  private int count(CaseCode code) {
    return (int) materials.stream().filter(m -> m.code() == code).count();
  }

  /** Writes the report (hufu.case-report/1); personal values masked unless {@code full}. */
  public JsonObject toJson(boolean full, Catalogue catalogue) {
    return new CaseReportJson(this, full, catalogue).write();
  }
}
