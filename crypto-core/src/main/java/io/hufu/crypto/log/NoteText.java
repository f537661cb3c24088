package io.hufu.crypto.log;

/** The characters that C2SP signed-note allows. */
final class NoteText {
  private NoteText() {}

  /** Tells whether the text has no control character but line feed and no lone surrogate. */
  static boolean isAllowed(String text) {
    return text.codePoints().allMatch(c -> (c >= 0x20 || c == '\n') && (c < 0xD800 || c > 0xDFFF));
  }

  /** Tells whether the text is a key name: not empty, no Unicode space, no plus sign. */
  static boolean isKeyName(String text) {
    return !text.isEmpty()
        && isAllowed(text)
        && text.codePoints().noneMatch(c -> c == '+' || c == '\n' || isSpace(c));
  }

  /** Unicode White_Space: what Java calls space or white, and NEL. */
  private static boolean isSpace(int c) {
    return Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85;
  }
}
