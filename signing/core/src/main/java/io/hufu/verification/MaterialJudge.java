package io.hufu.verification;

import io.hufu.model.CaseRecord;
import io.hufu.model.Catalogue;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.LicenceState;
import io.hufu.model.Matter;
import io.hufu.model.Matter.Accepted;
import io.hufu.model.Matter.Material;
import io.hufu.model.report.CaseCode;
import io.hufu.model.report.CaseReport.MaterialResult;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges one document as one material: authentic, in an accepted state, complete, unrestricted. */
final class MaterialJudge {
  private final Catalogue catalogue;

  MaterialJudge(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The document under judgement. */
  private record Candidate(
      Material material, Accepted accepted, String file, VerificationReport report) {
    MaterialResult result(CaseCode code, List<String> findings, Map<String, String> facts) {
      return new MaterialResult(material, code, file, report, findings, facts);
    }
  }

  /** Judges by the report that the matter's own policy for this material has led to. */
  MaterialResult judge(
      Material material, Accepted accepted, String file, VerificationReport report) {
    Candidate one = new Candidate(material, accepted, file, report);
    DisclosedLicence licence = LicenceFields.of(report).orElse(null);
    if (report.verdict() != Verdict.ACCEPTED || licence == null) {
      return unaccepted(one);
    }
    return state(one)
        .or(() -> restriction(one))
        .or(() -> missing(one, licence))
        .orElseGet(
            () -> one.result(CaseCode.MATERIAL_MET, List.of(), Map.of("type", licence.type())));
  }

  private static MaterialResult unaccepted(Candidate one) {
    VerificationReport report = one.report();
    boolean rejected = report.verdict() == Verdict.REJECTED;
    Outcome wanted = rejected ? Outcome.FAILED : Outcome.INCONCLUSIVE;
    List<String> findings =
        report.findings().stream()
            .filter(f -> f.outcome() == wanted && !f.subject().isEvidence())
            .filter(f -> !rejected || Verdicts.classOf(f) == report.reason())
            .map(Finding::code)
            .distinct()
            .toList();
    CaseCode code = rejected ? CaseCode.DOCUMENT_REJECTED : CaseCode.DOCUMENT_UNDECIDED;
    return one.result(code, findings, Map.of());
  }

  /** Where the policy does not require validity, the matter says which states it accepts. */
  private static Optional<MaterialResult> state(Candidate one) {
    List<Finding> validity =
        one.report().findings().stream()
            .filter(f -> f.topic() == Topic.VALIDITY && !f.subject().isEvidence())
            .toList();
    for (Finding finding : validity) {
      Optional<LicenceState> state = LicenceState.of(finding);
      boolean speaks = finding.outcome() != Outcome.NOTICE && finding.outcome() != Outcome.SKIPPED;
      boolean accepted = state.filter(one.accepted().states()::contains).isPresent();
      if (!speaks || accepted) {
        continue;
      }
      if (finding.outcome() == Outcome.INCONCLUSIVE) {
        return Optional.of(one.result(CaseCode.STATE_UNDECIDED, List.of(finding.code()), Map.of()));
      }
      if (finding.outcome() == Outcome.FAILED || state.isPresent()) {
        return Optional.of(
            one.result(
                CaseCode.STATE_NOT_ACCEPTED,
                List.of(),
                Map.of("state", state.map(Enum::name).orElse(finding.code()))));
      }
    }
    return Optional.empty();
  }

  private static Optional<MaterialResult> restriction(Candidate one) {
    return one.report().findings().stream()
        .filter(f -> f.code().equals(FindingCode.LICENCE_RESTRICTED.name()))
        .map(f -> f.facts().getOrDefault("restriction", ""))
        .filter(kind -> one.accepted().refuses().stream().anyMatch(r -> r.name().equals(kind)))
        .findFirst()
        .map(
            kind ->
                one.result(
                    CaseCode.RESTRICTION_NOT_ACCEPTED, List.of(), Map.of("restriction", kind)));
  }

  private Optional<MaterialResult> missing(Candidate one, DisclosedLicence licence) {
    List<String> missing =
        one.accepted().fields().stream()
            .filter(field -> LicenceFields.values(licence, field).isEmpty())
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            one.result(
                CaseCode.FIELD_MISSING, List.of(), Map.of("fields", labels(licence, missing))));
  }

  private String labels(DisclosedLicence licence, List<String> fields) {
    return fields.stream()
        .map(
            field ->
                catalogue
                    .find(licence.type())
                    .flatMap(type -> type.field(field))
                    .map(known -> known.labelZh())
                    .orElse(field))
        .reduce((one, other) -> one + "、" + other)
        .orElse("");
  }

  /**
   * Asks for the consent that a met material needs.
   *
   * @param all every material's result: whose consent counts may stand in another licence
   */
  MaterialResult consented(
      MaterialResult result, CaseRecord record, Collection<MaterialResult> all) {
    VerificationReport report = result.report();
    if (!result.met() || result.material().consent().isEmpty() || report == null) {
      return result;
    }
    List<String> entitled =
        result.material().consent().stream()
            .flatMap(field -> values(all, field))
            .map(Comparison::code)
            .toList();
    List<String> needed =
        LicenceFields.of(report)
            .flatMap(licence -> result.material().accepts(licence.type()))
            .map(Accepted::fields)
            .orElse(List.of());
    boolean consented =
        record.consents().stream()
            .anyMatch(
                consent ->
                    consent.material().equals(result.material().id())
                        && entitled.contains(Comparison.code(consent.by()))
                        && consent.fields().containsAll(needed));
    return consented || presented(result, report)
        ? result
        : new MaterialResult(
            result.material(),
            CaseCode.CONSENT_MISSING,
            result.file(),
            report,
            List.of(),
            Map.of());
  }

  /** Whoever presents with the holder's key consents, where the holder's own consent is enough. */
  private static boolean presented(MaterialResult result, VerificationReport report) {
    boolean own =
        result.material().consent().stream()
            .anyMatch(field -> field.material().equals(result.material().id()));
    return own
        && report.findings().stream()
            .anyMatch(
                f ->
                    f.code().equals(FindingCode.HOLDER_BOUND.name())
                        && f.outcome() == Outcome.PASSED);
  }

  private static Stream<String> values(Collection<MaterialResult> all, Matter.FieldOf field) {
    return all.stream()
        .filter(other -> other.met() && other.material().id().equals(field.material()))
        .flatMap(other -> Optional.ofNullable(other.report()).stream())
        .flatMap(report -> LicenceFields.of(report).stream())
        .flatMap(licence -> LicenceFields.values(licence, field.field()).stream());
  }
}
