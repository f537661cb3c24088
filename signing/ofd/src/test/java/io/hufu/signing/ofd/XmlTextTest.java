package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers of pages are written in one way, so that a page drawn again is the same. */
class XmlTextTest {
  private static final long SEED = 20261126;

  private static String expected(double value) {
    BigDecimal rounded = BigDecimal.valueOf(StrictMath.round(value * 1000), 3);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  @Test
  void numbers_have_at_most_three_decimals_and_no_exponent() {
    assertThat(XmlText.numbers(0, -0.0, 1, 10, 100, 0.5, -0.5, 1.25, 0.125, 0.005, -0.0004, 1e6))
        .isEqualTo("0 0 1 10 100 0.5 -0.5 1.25 0.125 0.005 0 1000000");
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      double value = (random.nextDouble() - 0.5) * StrictMath.pow(10, random.nextInt(8) - 3);
      assertThat(XmlText.number(value)).as("%s, seed %s", value, SEED).isEqualTo(expected(value));
    }
  }
}
