package io.hufu.model.report;

/** What a check found. */
public enum Outcome {
  PASSED,
  FAILED,
  /** It could not be established; says nothing against the document. */
  INCONCLUSIVE,
  /** Not applicable. */
  SKIPPED,
  /** Worth saying; no effect unless the policy escalates its code. */
  NOTICE
}
