package io.hufu.verification;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.List;

/** What only the carrier can see; an open list of signatures counts where the policy says so. */
final class CarrierFindings implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    boolean closure = judgement.policy().requireClosure();
    return subject.findings().stream()
        .map(finding -> closure && open(finding) ? unsettled(finding) : finding)
        .toList();
  }

  private static boolean open(Finding finding) {
    return finding.code().equals(FindingCode.SIGNATURE_LIST_OPEN.name())
        && finding.outcome() == Outcome.NOTICE;
  }

  private static Finding unsettled(Finding finding) {
    return new Finding(
        finding.topic(),
        Outcome.INCONCLUSIVE,
        finding.code(),
        finding.subject(),
        finding.where(),
        finding.facts(),
        finding.etsi());
  }
}
