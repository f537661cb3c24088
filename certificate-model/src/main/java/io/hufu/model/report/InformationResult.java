package io.hufu.model.report;

import java.util.List;
import java.util.OptionalInt;

/**
 * The information result code of the sharing service (GB/T 36906 as deployed): 0 correct and valid,
 * 1 not activated, 2 temporarily invalid, 3 no longer valid, 4 incomplete, 6 wrong.
 *
 * <p>Code 5 (no such record) is never given: a document is judged here, not a register. Nothing is
 * said where the report itself does not know.
 */
final class InformationResult {
  private static final List<FindingCode> GONE =
      List.of(
          FindingCode.LICENCE_ENDED, FindingCode.LICENCE_SUPERSEDED, FindingCode.LICENCE_EXPIRED);

  private InformationResult() {}

  static OptionalInt of(VerificationReport report) {
    if (report.authentic() == Answer.NO) {
      return OptionalInt.of(6);
    }
    if (report.findings().stream()
        .anyMatch(f -> f.code().equals(FindingCode.NO_STRUCTURED_DATA.name()))) {
      return OptionalInt.of(4);
    }
    if (report.authentic() == Answer.UNKNOWN || report.inForce() == Answer.UNKNOWN) {
      return OptionalInt.empty();
    }
    return report.inForce() == Answer.YES ? OptionalInt.of(0) : notInForce(report);
  }

  private static OptionalInt notInForce(VerificationReport report) {
    if (GONE.stream().anyMatch(code -> failed(report, code))) {
      return OptionalInt.of(3);
    }
    if (failed(report, FindingCode.LICENCE_SUSPENDED)) {
      return OptionalInt.of(2);
    }
    return failed(report, FindingCode.LICENCE_NOT_YET_VALID)
        ? OptionalInt.of(1)
        : OptionalInt.empty();
  }

  private static boolean failed(VerificationReport report, FindingCode code) {
    return report.findings().stream()
        .anyMatch(f -> f.outcome() == Outcome.FAILED && f.code().equals(code.name()));
  }
}
