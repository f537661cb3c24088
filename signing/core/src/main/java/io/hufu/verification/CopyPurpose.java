package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;

import io.hufu.crypto.jose.Base64Url;
import io.hufu.model.AnnotatedCopy;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Was an annotated copy (加注件) made for what it is used for? Where nobody says, nobody knows. */
final class CopyPurpose implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    AnnotatedCopy copy = subject.inSight().map(DisclosedLicence::copy).orElse(null);
    if (copy == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
            FindingCode.ANNOTATED_COPY,
            NOTICE,
            FindingSubject.DOCUMENT,
            Map.of(
                "purpose", copy.cause(),
                "creator", copy.creator(),
                "createdAt", copy.createdAt().toString(),
                "expiresAt", copy.expiresAt().toString(),
                "source", Base64Url.encode(copy.source()))));
    String purpose = judgement.policy().presenting().purpose();
    if (purpose == null) {
      findings.add(
          Finding.of(
              FindingCode.COPY_PURPOSE_UNASKED,
              INCONCLUSIVE,
              FindingSubject.DOCUMENT,
              Map.of("purpose", copy.cause())));
    } else if (!purpose.equals(copy.cause())) {
      findings.add(
          Finding.of(
              FindingCode.POLICY_COPY_PURPOSE,
              FAILED,
              FindingSubject.DOCUMENT,
              Map.of("purpose", copy.cause(), "asked", purpose)));
    }
    return findings;
  }
}
