package io.hufu.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Test;

class EcmaNumberTest {
  @Test
  void numbers_of_the_standard_are_written_as_it_says() throws Exception {
    for (JsonValue item : Vectors.read("es-numbers.json").array("numbers").orElseThrow()) {
      JsonValue.JsonObject number = (JsonValue.JsonObject) item;
      long bits = Long.parseUnsignedLong(number.text("bits").orElseThrow(), 16);
      assertThat(EcmaNumber.format(Double.longBitsToDouble(bits)))
          .as(number.text("why").orElseThrow())
          .isEqualTo(number.text("text").orElseThrow());
    }
  }

  @Test
  void random_doubles_agree_with_an_independent_implementation() throws Exception {
    long seed = 20261123;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(x) && !Double.isInfinite(x)) {
        assertThat(EcmaNumber.format(x))
            .as("seed %d, round %d", seed, i)
            .isEqualTo(NumberToJSON.serializeNumber(x));
      }
    }
  }

  @Test
  void powers_of_two_and_of_ten_and_their_neighbours_are_shortest() {
    for (int e = -1074; e < 1024; e++) {
      requireShortest(Math.scalb(1.0, e));
      requireShortest(Math.nextUp(Math.scalb(1.0, e)));
    }
    for (int e = -323; e <= 308; e++) {
      double x = Double.parseDouble("1e" + e);
      requireShortest(x);
      requireShortest(Math.nextUp(x));
    }
  }

  @Test
  void what_is_no_number_is_refused() {
    assertThatThrownBy(() -> EcmaNumber.format(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EcmaNumber.format(Double.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Reads back as x; no decimal of one digit less does; none of its length is closer. */
  private static void requireShortest(double x) {
    String text = EcmaNumber.format(x);
    assertThat(Double.parseDouble(text)).isEqualTo(x);
    BigDecimal written = new BigDecimal(text).stripTrailingZeros();
    BigDecimal exact = new BigDecimal(x);
    int digits = written.precision();
    for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
      BigDecimal same = exact.round(new MathContext(digits, mode));
      if (same.doubleValue() == x) {
        assertThat(same.subtract(exact).abs())
            .as(text)
            .isGreaterThanOrEqualTo(written.subtract(exact).abs());
      }
      if (digits > 1) {
        assertThat(exact.round(new MathContext(digits - 1, mode)).doubleValue())
            .as(text)
            .isNotEqualTo(x);
      }
    }
  }
}
