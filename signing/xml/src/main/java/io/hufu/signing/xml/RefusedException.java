package io.hufu.signing.xml;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.Map;

/** Why reading stopped: becomes a finding about whatever was being read. */
final class RefusedException extends Exception {
  private final FindingCode code;
  private final Outcome outcome;
  private final String place;

  RefusedException(FindingCode code, Outcome outcome, String place, String detail) {
    super(detail);
    this.code = code;
    this.outcome = outcome;
    this.place = place;
  }

  static RefusedException failed(FindingCode code, String place, String detail) {
    return new RefusedException(code, Outcome.FAILED, place, detail);
  }

  static RefusedException malformed(String place, String detail) {
    return failed(FindingCode.MALFORMED, place, detail);
  }

  static RefusedException undecided(FindingCode code, String place, String detail) {
    return new RefusedException(code, Outcome.INCONCLUSIVE, place, detail);
  }

  Finding about(FindingSubject subject) {
    Map<String, String> facts = Map.of("detail", String.valueOf(getMessage()));
    return Finding.of(code, outcome, subject, facts).at(place);
  }
}
