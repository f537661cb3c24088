package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.LicenceIdentifier.CheckState;
import io.hufu.model.LicenceType;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.UnifiedSocialCreditCode;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Is the licence well made: type, schema, identifier, check characters? Never shows a value.
 *
 * <p>Of a presentation what is disclosed is judged; what is missing is the policy's question.
 */
final class ContentWellFormed implements CoreCheck {
  private static final int MAX_VIOLATIONS = 20;

  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    DisclosedLicence licence = subject.inSight().orElse(null);
    if (subject.token() != null) {
      return List.of(); // a token carries no licence, and RegisteredOnly says what it proves
    }
    if (licence == null) {
      boolean said = subject.findings().stream().anyMatch(f -> f.topic() == Topic.CONTENT);
      return said ? List.of() : List.of(finding(FindingCode.NO_STRUCTURED_DATA, INCONCLUSIVE));
    }
    List<Finding> findings = new ArrayList<>();
    findings.addAll(type(licence, subject.payload() != null, judgement));
    licence.identifier().ifPresent(identifier -> findings.addAll(identifier(identifier, licence)));
    findings.addAll(codes(licence));
    findings.addAll(dates(licence));
    boolean open =
        Stream.concat(findings.stream(), subject.findings().stream())
            .filter(f -> f.topic() == Topic.CONTENT)
            .anyMatch(f -> f.outcome() == FAILED || f.outcome() == INCONCLUSIVE);
    if (!open) {
      findings.add(finding(FindingCode.CONTENT_WELL_FORMED, PASSED));
    }
    return findings;
  }

  private static List<Finding> type(
      DisclosedLicence licence, boolean complete, Judgement judgement) {
    Optional<LicenceType> type =
        judgement.catalogue().find(licence.type()).filter(t -> t.code().equals(licence.type()));
    if (type.isEmpty()) {
      return List.of(
          finding(FindingCode.TYPE_UNKNOWN, INCONCLUSIVE, Map.of("type", licence.type())));
    }
    JsonObject items = licence.items();
    return (complete ? type.get().validate(items) : type.get().validateDisclosed(items))
        .stream()
            .limit(MAX_VIOLATIONS)
            .map(
                violation ->
                    finding(
                            FindingCode.SCHEMA_VIOLATION,
                            FAILED,
                            Map.of("field", violation.field(), "rule", violation.rule()))
                        .at(violation.field()))
            .toList();
  }

  private static List<Finding> identifier(LicenceIdentifier identifier, DisclosedLicence licence) {
    List<Finding> findings = new ArrayList<>();
    boolean legacy = identifier.state() == CheckState.LEGACY_VARIANT;
    if (legacy || identifier.namesAuthorityByRegion()) {
      findings.add(finding(FindingCode.IDENTIFIER_LEGACY, NOTICE));
    }
    if (identifier.state() == CheckState.WRONG) {
      findings.add(wrongCode("identifier"));
    }
    if (!identifier.type().equals(licence.type())) {
      findings.add(finding(FindingCode.IDENTIFIER_MISMATCH, FAILED, Map.of("field", "type")));
    }
    if (!identifier.namesAuthorityByRegion()
        && !identifier.authority().equals(licence.issuer().code())) {
      findings.add(finding(FindingCode.IDENTIFIER_MISMATCH, FAILED, Map.of("field", "issuer")));
    }
    return findings;
  }

  private static List<Finding> codes(DisclosedLicence licence) {
    List<Finding> findings = new ArrayList<>();
    if (licence.supersedes().filter(old -> old.state() == CheckState.WRONG).isPresent()) {
      findings.add(wrongCode("supersedes"));
    }
    if (!UnifiedSocialCreditCode.isValid(licence.issuer().code())) {
      findings.add(wrongCode("issuerCode"));
    }
    for (JsonObject holder : licence.holders()) {
      String kind = holder.text("certificateHolderType").orElse("");
      String code = holder.text("certificateHolderCode").orElse(null);
      if (code != null && kind.equals("001") && !UnifiedSocialCreditCode.isValid(code)) {
        findings.add(wrongCode("holderCode"));
      }
      if (code != null && kind.equals("111") && !ResidentIdNumber.isValid(code)) {
        findings.add(wrongCode("holderId"));
      }
    }
    return findings;
  }

  private static List<Finding> dates(DisclosedLicence licence) {
    LocalDate from = licence.effectiveFrom();
    LocalDate to = licence.expiresOn();
    return from != null && to != null && to.isBefore(from)
        ? List.of(
            finding(
                FindingCode.SCHEMA_VIOLATION, FAILED, Map.of("field", "certificateExpiringDate")))
        : List.of();
  }

  private static Finding wrongCode(String field) {
    return finding(FindingCode.CODE_CHECK_FAILED, FAILED, Map.of("field", field));
  }

  private static Finding finding(FindingCode code, Outcome outcome) {
    return finding(code, outcome, Map.of());
  }

  private static Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
    return Finding.of(code, outcome, FindingSubject.DOCUMENT, facts);
  }
}
