package io.hufu.model;

/** Checks unified social credit codes (GB 32100-2015, MOD 31). Stateless and thread-safe. */
public final class UnifiedSocialCreditCode {
  private UnifiedSocialCreditCode() {}

  /** Tells whether the text has 18 characters of the alphabet and the right check character. */
  public static boolean isValid(String text) {
    throw new AssertionError("skeleton");
  }

  /** Appends the check character to 17 characters. */
  public static String complete(String body) {
    throw new AssertionError("skeleton");
  }
}
