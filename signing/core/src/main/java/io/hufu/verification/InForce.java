package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.model.AnnotatedCopy;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import io.hufu.model.report.VerificationContext.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Is the licence in force over the whole period asked: by its dates, and by its status? */
final class InForce extends SignatureCheck {
  /** 长期: the fact of a licence without a last day. */
  private static final String NO_END = "NO_END";

  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    DisclosedLicence licence = subject.inSight().orElse(null);
    if (licence == null) {
      return List.of(
          signature.finding(FindingCode.IN_FORCE, INCONCLUSIVE, Map.of("missing", "licence")));
    }
    List<Finding> findings = new ArrayList<>();
    dates(licence, signature, judgement.at()).ifPresent(findings::add);
    copy(licence, signature, judgement.at()).ifPresent(findings::add);
    findings.addAll(status(licence, subject, signature, judgement));
    boolean open =
        findings.stream()
            .filter(f -> !f.subject().isEvidence())
            .anyMatch(f -> f.outcome() == FAILED || f.outcome() == INCONCLUSIVE);
    if (!open) {
      findings.add(
          signature.finding(
              FindingCode.IN_FORCE,
              PASSED,
              Map.of(
                  "from", first(licence).toString(),
                  "expiresOn", last(licence))));
    }
    return findings;
  }

  /** A licence that names no first day is in force from the day of issue. */
  private static LocalDate first(DisclosedLicence licence) {
    LocalDate from = licence.effectiveFrom();
    return from == null ? licence.issuedOn() : from;
  }

  private static String last(DisclosedLicence licence) {
    LocalDate last = licence.expiresOn();
    return last == null ? NO_END : last.toString();
  }

  private static Optional<Finding> dates(
      DisclosedLicence licence, SignatureCase signature, Period at) {
    LocalDate last = licence.expiresOn();
    Instant start = Clocks.startOf(first(licence));
    Instant end = last == null ? Instant.MAX : Clocks.startOf(last.plusDays(1));
    if (at.to().isBefore(start)) {
      return Optional.of(
          signature.finding(
              FindingCode.LICENCE_NOT_YET_VALID,
              FAILED,
              Map.of("effectiveFrom", first(licence).toString())));
    }
    if (!at.from().isBefore(end)) {
      return Optional.of(
          signature.finding(
              FindingCode.LICENCE_EXPIRED, FAILED, Map.of("expiresOn", String.valueOf(last))));
    }
    boolean throughout = !at.from().isBefore(start) && at.to().isBefore(end);
    return throughout
        ? Optional.empty()
        : Optional.of(signature.finding(FindingCode.VALIDITY_CHANGES_ON_DAY, INCONCLUSIVE));
  }

  /** An annotated copy ends with its own time, whatever becomes of the licence. */
  private static Optional<Finding> copy(
      DisclosedLicence licence, SignatureCase signature, Period at) {
    AnnotatedCopy copy = licence.copy();
    if (copy == null || at.to().isBefore(copy.expiresAt())) {
      return Optional.empty();
    }
    boolean over = !at.from().isBefore(copy.expiresAt());
    return Optional.of(
        signature.finding(
            over ? FindingCode.COPY_EXPIRED : FindingCode.VALIDITY_CHANGES_ON_DAY,
            over ? FAILED : INCONCLUSIVE,
            Map.of("expiresAt", copy.expiresAt().toString())));
  }

  private static List<Finding> status(
      DisclosedLicence licence, Subject subject, SignatureCase signature, Judgement judgement) {
    if (licence.status() == null) {
      return List.of(signature.finding(FindingCode.STATUS_NOT_KEPT, NOTICE));
    }
    List<Finding> findings = new ArrayList<>();
    judgement
        .status(signature, subject)
        .ifPresent(
            evidence -> {
              findings.addAll(evidence.findings());
              findings.addAll(new StatusOverTime(signature, evidence, judgement).judge());
            });
    return findings;
  }
}
