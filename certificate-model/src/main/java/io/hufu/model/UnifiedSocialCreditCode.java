package io.hufu.model;

/** Checks unified social credit codes (GB 32100-2015, MOD 31). Stateless and thread-safe. */
public final class UnifiedSocialCreditCode {
  /** Digits and capital letters without I, O, S, V, Z. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private static final int MODULUS = 31;
  private static final int BODY = 17;

  private UnifiedSocialCreditCode() {}

  /** Tells whether the text has 18 characters of the alphabet and the right check character. */
  public static boolean isValid(String text) {
    return text.length() == BODY + 1
        && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
        && text.charAt(BODY) == check(text.substring(0, BODY));
  }

  /**
   * Appends the check character to 17 characters.
   *
   * @throws IllegalArgumentException when the body is not 17 characters of the alphabet
   */
  public static String complete(String body) {
    if (body.length() != BODY || !body.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "the body of a unified social credit code has 17 characters without I, O, S, V, Z");
    }
    return body + check(body);
  }

  private static char check(String body) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < BODY; i++) {
      sum += ALPHABET.indexOf(body.charAt(i)) * weight;
      weight = weight * 3 % MODULUS;
    }
    return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
  }
}
