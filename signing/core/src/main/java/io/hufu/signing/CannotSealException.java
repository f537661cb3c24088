package io.hufu.signing;

/** Thrown when a licence cannot be issued as asked; says which rule and which member. */
public final class CannotSealException extends Exception {
  private final String code;
  private final String detail;

  /** Names a stable code such as SCHEMA_VIOLATION or GLYPH_MISSING, and the detail. */
  public CannotSealException(String code, String message) {
    super(message);
    this.code = code;
    this.detail = message;
  }

  /** Returns the stable code. */
  public String code() {
    return code;
  }

  /** Returns what the message says: the rule and the member. */
  public String detail() {
    return detail;
  }
}
