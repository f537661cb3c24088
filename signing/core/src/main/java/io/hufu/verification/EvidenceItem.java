package io.hufu.verification;

import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.Map;

/**
 * One item of evidence of one signature.
 *
 * @param supplied whether it was given beside the document; then it may belong to something else
 */
record EvidenceItem(FindingSubject subject, Evidence evidence, boolean supplied) {
  boolean is(Evidence.Kind kind) {
    return evidence.kind() == kind;
  }

  byte[] bytes() {
    return evidence.bytes();
  }

  Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
    return Finding.of(code, outcome, subject, facts);
  }
}
