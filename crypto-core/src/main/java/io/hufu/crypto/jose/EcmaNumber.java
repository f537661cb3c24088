package io.hufu.crypto.jose;

/**
 * Number::toString of ECMAScript (ECMA-262 §6.1.6.1.20), which RFC 8785 §3.2.2.3 requires.
 * Stateless.
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
    ShortestDecimal shortest = ShortestDecimal.of(x);
    String s = shortest.digits();
    int k = s.length();
    int n = shortest.exponent();
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
}
