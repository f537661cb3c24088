package io.hufu.signing.ofd;

import java.util.regex.Pattern;

/** ST_Array of numbers: decimal, separated by white space. */
final class Numbers {
  private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,12}(\\.\\d{0,17})?|\\.\\d{1,17})");

  private static final Pattern HEX = Pattern.compile("#[0-9A-Fa-f]{1,4}");

  private Numbers() {}

  /** Reads at most {@code most} numbers; an empty array when the text holds anything else. */
  static double[] parse(String text, int most) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return new double[0];
    }
    String[] words = SPACE.split(trimmed, most + 1);
    if (words.length > most) {
      return new double[0];
    }
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      if (!NUMBER.matcher(words[i]).matches()) {
        return new double[0];
      }
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  /** Reads at most {@code most} numbers as {@link #parse} does, or {@code #} and hex digits. */
  static double[] parseAny(String text, int most) {
    if (text.indexOf('#') < 0) {
      return parse(text, most);
    }
    StringBuilder decimal = new StringBuilder();
    for (String word : SPACE.split(text.strip(), most + 1)) {
      decimal.append(' ').append(HEX.matcher(word).matches() ? hex(word) : word);
    }
    return parse(decimal.toString(), most);
  }

  private static String hex(String word) {
    return Integer.toString(Integer.parseInt(word.substring(1), 16));
  }
}
