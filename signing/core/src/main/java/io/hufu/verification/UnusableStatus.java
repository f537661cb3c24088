package io.hufu.verification;

import io.hufu.model.report.FindingCode;

/** Why an item of status cannot be used: a code, and a detail that quotes nothing personal. */
final class UnusableStatus extends Exception {
  private final FindingCode code;

  UnusableStatus(FindingCode code, String detail) {
    super(detail);
    this.code = code;
  }

  FindingCode code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
