package io.hufu.model.report;

/** Why a case cannot be handled as it stands; of several the gravest, which comes first. */
public enum CaseReason {
  /** A document is not authentic, not in force, or does not serve here. */
  DOCUMENT_REJECTED,
  /** Each document stands, and together they do not agree. */
  INCONSISTENT,
  /** Something has still to be handed in. */
  INCOMPLETE
}
