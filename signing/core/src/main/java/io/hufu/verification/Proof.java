package io.hufu.verification;

import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a time-stamp or a receipt says of a signature. Immutable.
 *
 * @param code the finding; PASSED codes are TIME_PROVEN for a stamp, ANCHORED for a receipt
 * @param time the trusted time; null when it proves none
 * @param witnessed whether a receipt has its quorum
 */
record Proof(
    EvidenceItem item,
    FindingCode code,
    Outcome outcome,
    @Nullable Instant time,
    boolean witnessed,
    Map<String, String> facts) {
  Proof {
    facts = Map.copyOf(facts);
  }

  static Proof bad(
      EvidenceItem item, FindingCode code, Outcome outcome, Map<String, String> facts) {
    return new Proof(item, code, outcome, null, false, facts);
  }
}
