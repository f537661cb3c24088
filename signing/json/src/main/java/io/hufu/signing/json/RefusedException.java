package io.hufu.signing.json;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.Map;

/** Why reading stopped, as the finding that says so. Never leaves this package. */
final class RefusedException extends Exception {
  private final transient Finding finding;

  private RefusedException(Finding finding) {
    super(finding.code());
    this.finding = finding;
  }

  static RefusedException document(FindingCode code, String place, String detail) {
    return new RefusedException(
        Finding.of(code, Outcome.FAILED, FindingSubject.DOCUMENT, Map.of("detail", detail))
            .at(place));
  }

  static RefusedException signature(
      FindingCode code, Outcome outcome, String place, String detail) {
    return new RefusedException(
        Finding.of(code, outcome, FindingSubject.signature(1), Map.of("detail", detail)).at(place));
  }

  static RefusedException malformed(String place, String detail) {
    return signature(FindingCode.MALFORMED, Outcome.FAILED, place, detail);
  }

  static RefusedException malformed(String place, MalformedDataException e) {
    return malformed(place, String.valueOf(e.getMessage()));
  }

  Finding finding() {
    return finding;
  }
}
