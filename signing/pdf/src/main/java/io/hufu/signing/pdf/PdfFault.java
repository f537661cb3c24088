package io.hufu.signing.pdf;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.Map;

/** Why reading stopped, with the code and the place that the finding will name. */
final class PdfFault extends MalformedDataException {
  private final FindingCode code;
  private final Outcome outcome;
  private final String where;

  private PdfFault(FindingCode code, Outcome outcome, String where, String detail) {
    super(detail);
    this.code = code;
    this.outcome = outcome;
    this.where = where;
  }

  static PdfFault malformed(long position, String detail) {
    return failed(FindingCode.MALFORMED, at(position), detail);
  }

  static PdfFault of(FindingCode code, Outcome outcome, String where, String detail) {
    return new PdfFault(code, outcome, where, detail);
  }

  static PdfFault failed(FindingCode code, String where, String detail) {
    return new PdfFault(code, Outcome.FAILED, where, detail);
  }

  static PdfFault undecided(FindingCode code, String where, String detail) {
    return new PdfFault(code, Outcome.INCONCLUSIVE, where, detail);
  }

  /** What costs too much is not looked at; that says nothing against it. */
  static PdfFault limit(String what, long limit) {
    return undecided(FindingCode.LIMIT_EXCEEDED, "", what + ": more than " + limit);
  }

  static String at(long position) {
    return "byte " + position;
  }

  FindingCode code() {
    return code;
  }

  Finding finding(FindingSubject subject) {
    return finding(subject, outcome);
  }

  /** Returns the finding with another outcome, for what decides nothing. */
  Finding finding(FindingSubject subject, Outcome other) {
    return Finding.of(code, other, subject, Map.of("detail", String.valueOf(getMessage())))
        .at(where);
  }
}
