package io.hufu.exchange.gbt36906;

/** What a call came to, before a province's table turns it into a number. */
public enum CallStatus {
  OK,
  NOT_FOUND,
  IDENTITY_FAILED,
  MANDATORY_MISSING,
  PARAMETER_ERROR,
  TYPE_UNKNOWN,
  /** Abolished or cancelled. */
  ENDED,
  EXPIRED,
  RESTRICTED,
  NO_PERMISSION,
  SIGNATURE_FAILED,
  TIMEOUT,
  OTHER
}
