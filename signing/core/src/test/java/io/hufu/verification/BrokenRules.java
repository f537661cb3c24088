package io.hufu.verification;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.List;

/** Changes findings before the right rule sees them: together they make a wrong rule. */
final class BrokenRules {
  private BrokenRules() {}

  static List<Finding> forgiveWherePassed(List<Finding> all) {
    return all.stream()
        .filter(
            f ->
                f.outcome() != Outcome.FAILED
                    || all.stream()
                        .noneMatch(
                            o ->
                                o.topic() == f.topic()
                                    && o.outcome() == Outcome.PASSED
                                    && o.code().equals(f.topic().decisive().name())))
        .toList();
  }

  static List<Finding> evidenceCountsLikeItsSignature(List<Finding> all) {
    return all.stream()
        .map(f -> about(f, FindingSubject.signature(Math.max(1, f.subject().signature()))))
        .toList();
  }

  static List<Finding> passedForAll(List<Finding> all) {
    return all.stream()
        .map(f -> f.outcome() == Outcome.PASSED ? about(f, FindingSubject.DOCUMENT) : f)
        .toList();
  }

  static Finding harsh(Finding f) {
    return f.outcome() == Outcome.INCONCLUSIVE ? outcome(f, Outcome.FAILED) : f;
  }

  static Finding lenient(Finding f) {
    return f.outcome() == Outcome.SKIPPED ? outcome(f, Outcome.PASSED) : f;
  }

  static Finding about(Finding f, FindingSubject subject) {
    return f.subject().signature() == 0 && !f.subject().isEvidence()
        ? f
        : new Finding(f.topic(), f.outcome(), f.code(), subject, "", f.facts(), null);
  }

  static Finding outcome(Finding f, Outcome outcome) {
    return new Finding(f.topic(), outcome, f.code(), f.subject(), "", f.facts(), null);
  }
}
