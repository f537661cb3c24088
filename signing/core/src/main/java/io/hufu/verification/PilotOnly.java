package io.hufu.verification;

import io.hufu.model.DisclosedLicence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Is this for a pilot or a demonstration only, and does the policy accept that? */
final class PilotOnly implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    boolean sample = subject.inSight().filter(DisclosedLicence::sample).isPresent();
    boolean pilot = judgement.trust().pilot();
    List<Finding> findings = new ArrayList<>();
    if (sample) {
      findings.add(Finding.of(FindingCode.SAMPLE_MARK, Outcome.NOTICE, FindingSubject.DOCUMENT));
    }
    if (sample || pilot) {
      findings.add(
          Finding.of(
              FindingCode.PILOT_ONLY,
              judgement.policy().acceptPilot() ? Outcome.NOTICE : Outcome.FAILED,
              FindingSubject.DOCUMENT,
              Map.of("trustList", String.valueOf(pilot), "sample", String.valueOf(sample))));
    }
    return findings;
  }
}
