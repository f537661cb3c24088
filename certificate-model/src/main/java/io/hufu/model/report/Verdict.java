package io.hufu.model.report;

/** The answer to "may this be relied on?". */
public enum Verdict {
  ACCEPTED,
  REJECTED,
  UNDECIDED
}
