package io.hufu.crypto.jose;

import java.math.BigInteger;

/**
 * The decimal of fewest digits that reads back as a double, and of those the closest to it.
 *
 * <p>Digit generation in exact integers after Burger and Dybvig, "Printing Floating-Point Numbers
 * Quickly and Accurately" (1996). Before JDK 19 {@code Double.toString} is not always the shortest,
 * and it never says which of two shortest ones is closer.
 *
 * @param digits without leading or trailing zeros
 * @param exponent the value is 0.digits × 10^exponent
 */
record ShortestDecimal(String digits, int exponent) {
  private static final int FRACTION_BITS = 52;
  private static final int MIN_EXPONENT = -1074;
  private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
  private static final BigInteger[] POWERS_OF_TEN = powersOfTen(325);

  /** Converts a finite double above zero. */
  static ShortestDecimal of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int biased = (int) (bits >>> FRACTION_BITS);
    long fraction = bits & (HIDDEN_BIT - 1);
    long f = biased == 0 ? fraction : fraction | HIDDEN_BIT;
    int e = Math.max(biased, 1) - 1 + MIN_EXPONENT;
    // x = f × 2^e. At a power of two the double below is half as far away as the one above.
    int narrow = fraction == 0 && biased > 1 ? 1 : 0;
    // x = r/s; every real between (r − below)/s and (r + above)/s reads back as x.
    BigInteger r = BigInteger.valueOf(f).shiftLeft(Math.max(e, 0) + 1 + narrow);
    BigInteger s = BigInteger.ONE.shiftLeft(Math.max(-e, 0) + 1 + narrow);
    BigInteger below = BigInteger.ONE.shiftLeft(Math.max(e, 0));
    BigInteger above = below.shiftLeft(narrow);
    // Never too large, at most one too small.
    int exponent = (int) Math.ceil(Math.log10(x) - 1e-10);
    if (exponent >= 0) {
      s = s.multiply(POWERS_OF_TEN[exponent]);
    } else {
      BigInteger scale = POWERS_OF_TEN[-exponent];
      r = r.multiply(scale);
      below = below.multiply(scale);
      above = above.multiply(scale);
    }
    // Reading rounds half to even: the ends of the interval belong to an even f.
    boolean inclusive = (f & 1) == 0;
    if (reaches(r.add(above), s, inclusive)) {
      exponent++;
    } else {
      r = r.multiply(BigInteger.TEN);
      below = below.multiply(BigInteger.TEN);
      above = above.multiply(BigInteger.TEN);
    }
    return new ShortestDecimal(new Interval(s, inclusive).digits(r, below, above), exponent);
  }

  private record Interval(BigInteger s, boolean inclusive) {
    /** Writes digits of r/s until what is left lies within the interval. */
    String digits(BigInteger first, BigInteger firstBelow, BigInteger firstAbove) {
      StringBuilder digits = new StringBuilder(17);
      BigInteger r = first;
      BigInteger below = firstBelow;
      BigInteger above = firstAbove;
      while (true) {
        BigInteger[] division = r.divideAndRemainder(s);
        int digit = division[0].intValue();
        r = division[1];
        boolean down = reaches(below, r, inclusive);
        boolean up = reaches(r.add(above), s, inclusive);
        if (down || up) {
          return digits.append(last(digit, r, down, up)).toString();
        }
        digits.append(digit);
        r = r.multiply(BigInteger.TEN);
        below = below.multiply(BigInteger.TEN);
        above = above.multiply(BigInteger.TEN);
      }
    }

    /** The closer neighbour where both read back; of two equally close ones the even one. */
    private int last(int digit, BigInteger r, boolean down, boolean up) {
      if (down && up) {
        int half = r.shiftLeft(1).compareTo(s);
        return half < 0 || (half == 0 && digit % 2 == 0) ? digit : digit + 1;
      }
      return up ? digit + 1 : digit;
    }
  }

  private static boolean reaches(BigInteger value, BigInteger bound, boolean inclusive) {
    int order = value.compareTo(bound);
    return inclusive ? order >= 0 : order > 0;
  }

  private static BigInteger[] powersOfTen(int count) {
    BigInteger[] powers = new BigInteger[count];
    powers[0] = BigInteger.ONE;
    for (int i = 1; i < count; i++) {
      powers[i] = powers[i - 1].multiply(BigInteger.TEN);
    }
    return powers;
  }
}
