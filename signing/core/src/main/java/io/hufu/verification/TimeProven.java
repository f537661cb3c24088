package io.hufu.verification;

import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** When did the signature exist, by time-stamps and by witnesses? */
final class TimeProven extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    List<Finding> findings = new ArrayList<>();
    for (Proof proof : signature.proofs()) {
      if (proof.item().is(Evidence.Kind.TIME_STAMP)) {
        findings.add(proof.item().finding(proof.code(), proof.outcome(), proof.facts()));
      } else if (proof.time() != null) {
        findings.add(
            proof
                .item()
                .finding(
                    FindingCode.TIME_PROVEN,
                    Outcome.PASSED,
                    Map.of(
                        "time", proof.time().toString(),
                        "authority", proof.facts().getOrDefault("origin", ""))));
      }
    }
    if (signature.provenAt() == null) {
      findings.add(unproven(signature, judgement));
    }
    return findings;
  }

  /** A policy that demands proof must be heard even where it does not require the topic. */
  private static Finding unproven(SignatureCase signature, Judgement judgement) {
    Finding finding = signature.finding(FindingCode.NO_TRUSTED_TIME, Outcome.INCONCLUSIVE);
    boolean unheard =
        judgement.policy().proofOfExistence()
            && judgement.policy().level(Topic.TIME) != Level.REQUIRED;
    return unheard
        ? new Finding(
            Topic.SIGNER,
            finding.outcome(),
            finding.code(),
            finding.subject(),
            finding.where(),
            finding.facts(),
            finding.etsi())
        : finding;
  }
}
