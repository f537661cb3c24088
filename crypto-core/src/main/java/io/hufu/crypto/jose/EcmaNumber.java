package io.hufu.crypto.jose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Number::toString of ECMAScript (ECMA-262 §6.1.6.1.20), which RFC 8785 §3.2.2.3 requires.
 *
 * <p>{@code Double.toString} cannot serve: before JDK 19 it is not always the shortest form.
 */
final class EcmaNumber {
  private EcmaNumber() {}

  /** Formats a finite double. */
  static String format(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      throw new IllegalArgumentException("not a finite number");
    }
    // step 2: both zeros are 0
    if (x == 0) {
      return "0";
    }
    // step 3: the sign is a prefix
    return x < 0 ? "-" + positive(-x) : positive(x);
  }

  private static String positive(double x) {
    // step 5: s, k and n with k as small as possible and s × 10^(n−k) closest to x
    BigDecimal shortest = shortest(x);
    String s = shortest.unscaledValue().toString();
    int k = s.length();
    int n = k - shortest.scale();
    if (k <= n && n <= 21) {
      // step 7: an integer written out
      return s + "0".repeat(n - k);
    }
    if (0 < n && n <= 21) {
      // step 8: a decimal point inside the digits
      return s.substring(0, n) + "." + s.substring(n);
    }
    if (-6 < n && n <= 0) {
      // step 9: zeros after the decimal point
      return "0." + "0".repeat(-n) + s;
    }
    // steps 10 to 13: an exponent with its sign
    String exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
    return k == 1 ? s + exponent : s.charAt(0) + "." + s.substring(1) + exponent;
  }

  /** Returns the decimal of fewest digits that reads back as x, and of those the closest to x. */
  private static BigDecimal shortest(double x) {
    BigDecimal exact = new BigDecimal(x);
    // Double.toString reads back as x, so its digits bound the number needed from above.
    int digits = new BigDecimal(Double.toString(x)).stripTrailingZeros().precision();
    BigDecimal best = closest(exact, x, digits);
    while (digits > 1) {
      BigDecimal shorter = closest(exact, x, --digits);
      // A shorter form is also a longer one with zeros: when this length fails, all below do.
      if (shorter == null) {
        break;
      }
      best = shorter;
    }
    if (best == null) {
      throw new IllegalStateException("Double.toString does not read back");
    }
    return best.stripTrailingZeros();
  }

  /**
   * Of the two neighbours of x with this many digits, returns the closer that reads back as x. Both
   * are tried because around powers of two the nearer one may belong to another double.
   */
  private static @Nullable BigDecimal closest(BigDecimal exact, double x, int digits) {
    BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
    BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
    boolean belowReads = below.doubleValue() == x;
    boolean aboveReads = above.doubleValue() == x;
    if (belowReads && aboveReads) {
      // The nearer one; of two equally near ones the even one, as the note of step 5 advises.
      return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }
    if (belowReads) {
      return below;
    }
    return aboveReads ? above : null;
  }
}
