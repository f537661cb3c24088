package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Flips bits of a structure, one at a time, and counts what still passes for valid. */
public final class BitFlips {
  private BitFlips() {}

  /** Judges bytes; malformed data is as good as invalid, any other exception fails the test. */
  @FunctionalInterface
  public interface Judge {
    boolean isValid(byte[] bytes) throws MalformedDataException;
  }

  /** Flips one bit of every byte, chosen from the seed that is printed on failure. */
  public static void noneIsValid(String name, byte[] good, Judge judge) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> valid = new ArrayList<>();
    assertThat(judge.isValid(good.clone())).as("%s as made", name).isTrue();
    for (int i = 0; i < good.length; i++) {
      flip(good, i, random.nextInt(8), judge, valid);
    }
    assertThat(valid).as("%s still valid after a flip, seed %d", name, seed).isEmpty();
  }

  /** Flips every bit. */
  public static void noneOfAllIsValid(String name, byte[] good, Judge judge) throws Exception {
    List<String> valid = new ArrayList<>();
    assertThat(judge.isValid(good.clone())).as("%s as made", name).isTrue();
    for (int i = 0; i < 8 * good.length; i++) {
      flip(good, i / 8, i % 8, judge, valid);
    }
    assertThat(valid).as("%s still valid after a flip", name).isEmpty();
  }

  private static void flip(byte[] good, int index, int bit, Judge judge, List<String> valid) {
    byte[] flipped = good.clone();
    flipped[index] ^= (byte) (1 << bit);
    String where = "byte " + index + " bit " + bit;
    try {
      if (judge.isValid(flipped)) {
        valid.add(where);
      }
    } catch (MalformedDataException e) {
      // documented, and not valid
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("undocumented " + e + " for " + where, e);
    }
  }
}
