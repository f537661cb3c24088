package io.hufu.signing.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines: between ideographs anywhere, within Latin words and numbers nowhere.
 *
 * <p>No line starts with a mark that closes and none ends with one that opens (GB/T 15834-2011,
 * 5.1). A word that is wider than the line is broken all the same.
 */
final class LineBreaker {
  private static final String NEVER_FIRST =
      "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u3009\u3011\u3015\u300d\u300f"
          + "\u201d\u2019\u3017\u2030\u2103\u2026\u2014\u00b7\uff05"
          + ",.;:!?)]}%\u00b0/";
  private static final String NEVER_LAST =
      "\uff08\u300a\u3008\u3010\u3014\u300c\u300e\u201c\u2018\u3016\uffe5" + "([{$\u00a5#";

  private LineBreaker() {}

  /** Breaks at line feeds and where a line is wider than {@code width}, in em. */
  static List<List<FontUse.Shown>> lines(List<List<FontUse.Shown>> paragraphs, double width) {
    List<List<FontUse.Shown>> lines = new ArrayList<>();
    for (List<FontUse.Shown> paragraph : paragraphs) {
      int start = 0;
      do {
        int end = lineEnd(paragraph, start, width);
        lines.add(trimmed(paragraph, start, end));
        start = end;
      } while (start < paragraph.size());
    }
    return lines;
  }

  private static int lineEnd(List<FontUse.Shown> text, int start, double width) {
    double used = 0;
    int allowed = start;
    for (int i = start; i < text.size(); i++) {
      used += text.get(i).width();
      if (i > start && mayBreak(text.get(i - 1).codePoint(), text.get(i).codePoint())) {
        allowed = i;
      }
      boolean space = text.get(i).codePoint() == ' ';
      if (used > width + 1e-9 && !space) {
        return allowed > start ? allowed : Math.max(i, start + 1);
      }
    }
    return text.size();
  }

  /** Leaves out the spaces at a break; they are where the line ends. */
  private static List<FontUse.Shown> trimmed(List<FontUse.Shown> text, int start, int end) {
    int last = end;
    while (end < text.size() && last > start && text.get(last - 1).codePoint() == ' ') {
      last--;
    }
    return List.copyOf(text.subList(start, last));
  }

  private static boolean mayBreak(int before, int after) {
    if (NEVER_FIRST.indexOf(after) >= 0 || NEVER_LAST.indexOf(before) >= 0 || after == ' ') {
      return false;
    }
    return before == ' ' || !isWord(before) || !isWord(after);
  }

  /** Latin letters, digits and what joins them. */
  private static boolean isWord(int codePoint) {
    return codePoint < 0x2e80 && codePoint != ' ';
  }
}
