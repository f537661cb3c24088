package io.hufu.model;

/** Checks resident identity numbers (GB 11643-1999, MOD 11-2). Stateless and thread-safe. */
public final class ResidentIdNumber {
  private ResidentIdNumber() {}

  /** Tells whether 18 characters have a real date and the right check character. */
  public static boolean isValid(String text) {
    throw new AssertionError("skeleton");
  }

  /** Appends the check character to 17 digits. */
  public static String complete(String body) {
    throw new AssertionError("skeleton");
  }
}
