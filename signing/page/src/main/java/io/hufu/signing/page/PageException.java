package io.hufu.signing.page;

/** Thrown when a licence cannot be drawn; says which rule and where. */
public final class PageException extends Exception {
  /** The rule that refused. */
  public enum Code {
    /** No font of the chain has a character. */
    GLYPH_MISSING,
    /** The licence type has no page. */
    PAGE_MISSING,
    /** The template cannot be used for this licence. */
    PAGE_TEMPLATE_WRONG,
    /** The contents take more pages than a licence may have. */
    PAGE_OVERFLOW,
    /** The photo is no JPEG or PNG that a page can carry. */
    PHOTO_UNUSABLE
  }

  private final Code code;

  PageException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** Returns the rule. */
  public Code code() {
    return code;
  }
}
