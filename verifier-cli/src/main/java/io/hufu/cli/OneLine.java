package io.hufu.cli;

/** Text of unknown origin, made fit for one line of a terminal. */
final class OneLine {
  private static final int LIMIT = 2000;

  private OneLine() {}

  /** Replaces line breaks and control characters, and cuts what is too long. */
  static String of(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), LIMIT));
    text.codePoints()
        .limit(LIMIT)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) || isFormat(c) ? ' ' : c));
    return line.toString();
  }

  /** Bidirectional overrides and the like could make a line read as another. */
  private static boolean isFormat(int codePoint) {
    int kind = Character.getType(codePoint);
    return kind == Character.FORMAT
        || kind == Character.LINE_SEPARATOR
        || kind == Character.PARAGRAPH_SEPARATOR;
  }
}
