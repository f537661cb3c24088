package io.hufu.cli;

import io.hufu.signing.CannotSealException;
import java.util.Arrays;

/** Why a row was not issued, in words that are looked up later; names fields, never people. */
final class RowProblem extends Exception {
  private static final String RULE = "row.rule.";

  private final String key;
  private final transient Object[] details;

  RowProblem(String key, Object... details) {
    super(key);
    this.key = key;
    this.details = details;
  }

  /** What the issuer said of the licence: a code with words of its own, and the place. */
  static RowProblem of(CannotSealException refused) {
    return new RowProblem("row.refused." + refused.code(), InputFiles.reason(refused));
  }

  boolean isDateInFuture() {
    return key.equals("row.refused.ISSUE_DATE_IN_FUTURE");
  }

  String line(Words words) {
    Object[] said =
        Arrays.stream(details)
            .map(detail -> detail instanceof Label label ? label.in(words) : detail)
            .toArray();
    if (words.knows(key)) {
      return words.say(key, said);
    }
    return words.say(key.startsWith(RULE) ? "row.rule" : "row.refused", said);
  }
}
