package io.hufu.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Checks resident identity numbers (GB 11643-1999, MOD 11-2). Stateless and thread-safe. */
public final class ResidentIdNumber {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final Pattern BODY = Pattern.compile("[0-9]{17}");

  private ResidentIdNumber() {}

  /** Tells whether 18 characters have a real date and the right check character. */
  public static boolean isValid(String text) {
    if (text.length() != 18) {
      return false;
    }
    String body = text.substring(0, 17);
    return BODY.matcher(body).matches() && hasDate(body) && text.charAt(17) == check(body);
  }

  /**
   * Appends the check character to 17 digits.
   *
   * @throws IllegalArgumentException when the body is not 17 digits with a real date
   */
  public static String complete(String body) {
    if (!BODY.matcher(body).matches() || !hasDate(body)) {
      throw new IllegalArgumentException(
          "the body of a resident identity number has 17 digits with a real date");
    }
    return body + check(body);
  }

  private static boolean hasDate(String body) {
    try {
      LocalDate.parse(body.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static char check(String body) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (body.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECKS.charAt(sum % 11);
  }
}
