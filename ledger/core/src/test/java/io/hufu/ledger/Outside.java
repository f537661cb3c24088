package io.hufu.ledger;

import org.junit.jupiter.api.Assumptions;

/** What to do about a program that is not installed. */
final class Outside {
  private Outside() {}

  /** Skips the test with a sentence, or fails it where all programs must be there. */
  static void require(boolean there, String whatToInstall) {
    if (!there && System.getProperty("hufu.interop", "").equals("required")) {
      throw new AssertionError(whatToInstall);
    }
    Assumptions.assumeTrue(there, whatToInstall);
  }
}
