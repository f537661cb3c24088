package io.hufu.cli;

/** A number of days that an option takes. */
final class Days {
  private static final int LIMIT = 36_500;

  private Days() {}

  /** Refuses nothing, the past, and more than a hundred years. */
  static void require(String option, int days) throws CommandFailure {
    if (days < 1 || days > LIMIT) {
      throw CommandFailure.usage("usage.days", option, LIMIT);
    }
  }
}
