package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.NOTICE;

import io.hufu.model.DisclosedLicence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does the document disclose what the policy asks of its type, and a presentation no more? */
final class DisclosureNeeds implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    DisclosedLicence licence = subject.inSight().orElse(null);
    if (licence == null) {
      return List.of();
    }
    List<String> asked = judgement.policy().presenting().disclosures().get(licence.type());
    if (asked == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    List<String> missing = asked.stream().filter(field -> !licence.discloses(field)).toList();
    if (!missing.isEmpty()) {
      findings.add(finding(FindingCode.POLICY_DISCLOSURE_MISSING, FAILED, missing));
    }
    List<String> beyond =
        licence.items().members().keySet().stream().filter(item -> !asked.contains(item)).toList();
    if (judgement.presentation() && !beyond.isEmpty()) {
      findings.add(finding(FindingCode.DISCLOSED_BEYOND_NEED, NOTICE, beyond));
    }
    return findings;
  }

  private static Finding finding(FindingCode code, Outcome outcome, List<String> fields) {
    return Finding.of(
        code, outcome, FindingSubject.DOCUMENT, Map.of("fields", String.join(" ", fields)));
  }
}
