package io.hufu.model.report;

/** One of the three answers of a report. */
public enum Answer {
  YES,
  NO,
  UNKNOWN
}
