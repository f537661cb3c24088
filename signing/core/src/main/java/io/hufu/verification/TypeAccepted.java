package io.hufu.verification;

import io.hufu.model.DisclosedLicence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does the policy want this type of licence? */
final class TypeAccepted implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    String type = subject.inSight().map(DisclosedLicence::type).orElse(null);
    Set<String> types = judgement.policy().types();
    if (type == null || types.isEmpty() || types.contains(type)) {
      return List.of();
    }
    return List.of(
        Finding.of(
            FindingCode.POLICY_TYPE_NOT_ACCEPTED,
            Outcome.FAILED,
            FindingSubject.DOCUMENT,
            Map.of(
                "policy", judgement.policy().name(),
                "type", type,
                "accepted", String.join(" ", types))));
  }
}
