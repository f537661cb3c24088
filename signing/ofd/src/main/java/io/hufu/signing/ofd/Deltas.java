package io.hufu.signing.ofd;

import java.util.Arrays;

/** DeltaX and DeltaY: distances from glyph to glyph; {@code g n d} says n times d. */
final class Deltas {
  private static final String AGAIN = "g";

  private Deltas() {}

  /** Reads at most {@code most} distances; what cannot be read ends the list. */
  static double[] parse(String text, int most) {
    double[] deltas = new double[most];
    int filled = 0;
    String[] words = text.strip().split("[ \\t\\r\\n]+", 3 * most + 3);
    for (int at = 0; at < words.length && filled < most; at++) {
      int times = 1;
      if (words[at].equals(AGAIN) && at + 2 < words.length) {
        double[] count = Numbers.parse(words[at + 1], 1);
        times = count.length == 1 ? (int) Math.min(most, Math.max(0, count[0])) : 0;
        at += 2;
      }
      double[] delta = Numbers.parse(words[at], 1);
      if (delta.length != 1) {
        break;
      }
      int end = Math.min(most, filled + times);
      Arrays.fill(deltas, filled, end, delta[0]);
      filled = end;
    }
    return Arrays.copyOf(deltas, filled);
  }
}
