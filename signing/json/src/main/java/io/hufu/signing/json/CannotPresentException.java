package io.hufu.signing.json;

/** A licence that cannot be presented as asked. The message names fields, never values. */
public final class CannotPresentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String detail;

  /** Why not. */
  public enum Reason {
    /** The file is no SD-JWT, or one that is malformed. */
    NOT_PRESENTABLE,
    /** The licence has no such field. */
    FIELD_UNKNOWN,
    /** A sensitive item needs a consent token or the code of a statutory basis. */
    SENSITIVE_WITHOUT_GROUND,
    /** What was given as a consent is no consent token. */
    CONSENT_MALFORMED,
    /** The consent is not signed by the holder's key, or by the certificate that it carries. */
    CONSENT_SIGNATURE_INVALID,
    /** The consent has run out, or its time lies ahead. */
    CONSENT_NOT_IN_FORCE,
    /** The licence names a holder key, and none was given. */
    HOLDER_KEY_NEEDED,
    /** A key was given, and the licence names another or none. */
    HOLDER_KEY_OTHER
  }

  CannotPresentException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.detail = message;
  }

  /** Returns why not. */
  public Reason reason() {
    return reason;
  }

  /** Returns what the message says: the field's name where there is one. */
  public String detail() {
    return detail;
  }
}
