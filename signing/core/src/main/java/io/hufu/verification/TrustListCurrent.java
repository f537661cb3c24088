package io.hufu.verification;

import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Is the trust list still the newest that was promised? */
final class TrustListCurrent implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    Instant nextUpdate = judgement.trust().nextUpdate();
    if (!judgement.knownAt().isAfter(nextUpdate)) {
      return List.of();
    }
    // Roots come from the list as well: where AUTHORITY does not count, SIGNER carries the finding.
    Topic topic =
        judgement.policy().level(Topic.AUTHORITY) == Level.REQUIRED
            ? Topic.AUTHORITY
            : Topic.SIGNER;
    return List.of(
        new Finding(
            topic,
            Outcome.INCONCLUSIVE,
            FindingCode.TRUST_LIST_EXPIRED.name(),
            FindingSubject.DOCUMENT,
            "",
            Map.of("nextUpdate", nextUpdate.toString()),
            null));
  }
}
