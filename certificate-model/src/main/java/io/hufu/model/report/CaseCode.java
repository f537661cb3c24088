package io.hufu.model.report;

/**
 * What is said of a material, a rule or a document of a case; append-only, never renamed.
 *
 * <p>Listed with their words in docs/formats/case-report.md.
 */
public enum CaseCode {
  // materials
  MATERIAL_MET(Outcome.PASSED),
  MATERIAL_EXEMPT(Outcome.PASSED),
  MATERIAL_SEEN(Outcome.PASSED),
  MATERIAL_NOT_GIVEN(Outcome.SKIPPED),
  MATERIAL_COVERED_LATER(Outcome.SKIPPED),
  MATERIAL_MISSING(Outcome.FAILED),
  DOCUMENT_REJECTED(Outcome.FAILED),
  DOCUMENT_UNDECIDED(Outcome.INCONCLUSIVE),
  STATE_NOT_ACCEPTED(Outcome.FAILED),
  STATE_UNDECIDED(Outcome.INCONCLUSIVE),
  RESTRICTION_NOT_ACCEPTED(Outcome.FAILED),
  FIELD_MISSING(Outcome.FAILED),
  CONSENT_MISSING(Outcome.FAILED),
  // rules
  RULE_HOLDS(Outcome.PASSED),
  RULE_NOT_ASKED(Outcome.SKIPPED),
  APPLICANT_NOT_NOTED(Outcome.INCONCLUSIVE),
  APPLICANT_DIFFERS(Outcome.FAILED),
  HOLDER_DIFFERS(Outcome.FAILED),
  NAME_DIFFERS(Outcome.FAILED),
  ADDRESS_DIFFERS(Outcome.FAILED),
  VALUE_DIFFERS(Outcome.FAILED),
  VALUE_NOT_DISCLOSED(Outcome.INCONCLUSIVE),
  PERIODS_DISJOINT(Outcome.FAILED),
  NOT_SUPERSEDED(Outcome.FAILED),
  // documents that serve as no material
  DOCUMENT_NOT_NEEDED(Outcome.NOTICE),
  DOCUMENT_NOT_RECOGNISED(Outcome.NOTICE);

  private final Outcome outcome;

  CaseCode(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Returns what the code means for the case. */
  public Outcome outcome() {
    return outcome;
  }
}
