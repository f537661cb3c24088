package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.util.List;
import java.util.Optional;

/** Looks things up in a report, and holds that no check failed for a defect of ours. */
final class Reports {
  private Reports() {}

  static Optional<Finding> find(VerificationReport report, FindingCode code) {
    return report.findings().stream().filter(f -> f.code().equals(code.name())).findFirst();
  }

  /** Asserts the verdict, and that a finding of this code and outcome is there. */
  static Finding expect(
      VerificationReport report, Verdict verdict, FindingCode code, Outcome outcome) {
    sound(report);
    assertThat(report.verdict()).as(summary(report)).isEqualTo(verdict);
    List<Finding> found =
        report.findings().stream()
            .filter(f -> f.code().equals(code.name()) && f.outcome() == outcome)
            .toList();
    assertThat(found).as(code + " " + outcome + " in " + summary(report)).isNotEmpty();
    return found.get(0);
  }

  static void accepted(VerificationReport report) {
    sound(report);
    assertThat(report.verdict()).as(summary(report)).isEqualTo(Verdict.ACCEPTED);
  }

  static void verdict(VerificationReport report, Verdict verdict) {
    sound(report);
    assertThat(report.verdict()).as(summary(report)).isEqualTo(verdict);
  }

  static void without(VerificationReport report, FindingCode code) {
    assertThat(find(report, code)).as(summary(report)).isEmpty();
  }

  static void sound(VerificationReport report) {
    assertThat(find(report, FindingCode.CHECK_FAILED_INTERNALLY))
        .as("our own defect in " + summary(report))
        .isEmpty();
  }

  static FindingSubject about(VerificationReport report, FindingCode code) {
    return find(report, code).orElseThrow().subject();
  }

  static String summary(VerificationReport report) {
    StringBuilder text = new StringBuilder().append(report.verdict());
    for (Finding f : report.findings()) {
      text.append("\n  ").append(f.topic()).append(' ').append(f.outcome()).append(' ');
      text.append(f.code()).append(' ').append(f.subject()).append(' ').append(f.facts());
    }
    return text.toString();
  }
}
