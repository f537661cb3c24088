package io.hufu.model;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property with many seeds and names the one that breaks it. */
final class Seeds {
  private Seeds() {}

  static void run(int count, Consumer<Random> property) {
    for (int seed = 0; seed < count; seed++) {
      try {
        property.accept(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
