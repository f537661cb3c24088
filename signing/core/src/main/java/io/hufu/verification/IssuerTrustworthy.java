package io.hufu.verification;

import io.hufu.model.Authority;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does the trust list restrict what signatures of this authority prove: compromise, logging? */
final class IssuerTrustworthy extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    List<Finding> findings = new ArrayList<>();
    for (Authority authority : Acting.signersOf(signature, judgement.trust())) {
      Instant since = authority.compromisedSince();
      if (since != null && !since.isAfter(signature.proven().orElse(judgement.knownAt()))) {
        // Without proof of its age the signature may be older than the compromise.
        Outcome outcome = signature.proven().isPresent() ? Outcome.FAILED : Outcome.INCONCLUSIVE;
        findings.add(
            signature.finding(
                FindingCode.KEY_COMPROMISED,
                outcome,
                Map.of("authority", authority.code(), "since", since.toString())));
      }
      if (authority.loggedOnly() && !logged(signature)) {
        findings.add(
            signature.finding(
                FindingCode.NOT_LOGGED,
                Outcome.INCONCLUSIVE,
                Map.of("authority", authority.code())));
      }
    }
    return findings;
  }

  private static boolean logged(SignatureCase signature) {
    return signature.proofs().stream().anyMatch(proof -> proof.code() == FindingCode.ANCHORED);
  }
}
