package io.hufu.model.report;

/** The questions that are asked of every document, in the order of the report. */
public enum Topic {
  /** Is this exactly what was signed? */
  INTEGRITY(FindingCode.SIGNATURE_INTACT),
  /** Who signed? */
  SIGNER(FindingCode.CHAIN_TRUSTED),
  /** May that signer issue this? */
  AUTHORITY(FindingCode.ISSUER_AUTHORISED),
  /** Is the licence well made? */
  CONTENT(FindingCode.CONTENT_WELL_FORMED),
  /** Is it in force at the time asked? */
  VALIDITY(FindingCode.IN_FORCE),
  /** When did it exist? */
  TIME(FindingCode.TIME_PROVEN),
  /** Is it in the ledger? */
  LEDGER(FindingCode.ANCHORED),
  /** Is the presenter the holder? */
  HOLDER(FindingCode.HOLDER_BOUND);

  private final FindingCode decisive;

  Topic(FindingCode decisive) {
    this.decisive = decisive;
  }

  /** Returns the code whose PASSED finding alone can satisfy the topic. */
  public FindingCode decisive() {
    return decisive;
  }
}
