package io.hufu.cli;

import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.ReportText;

/** One file of a demo: what must come of it, and what came. Immutable. */
record DemoRow(DemoJudge.Exhibit exhibit, VerificationReport report) {
  /** Tells whether the file was judged as it must be. */
  boolean asExpected() {
    return report.verdict() == exhibit.expected()
        && (exhibit.code().isEmpty()
            || report.findings().stream().anyMatch(f -> f.code().equals(exhibit.code())));
  }

  /** Says why a file was not accepted; empty when it was. */
  String why(Words words) {
    return report.verdict() == Verdict.ACCEPTED ? "" : ReportText.why(report, words.locale());
  }
}
