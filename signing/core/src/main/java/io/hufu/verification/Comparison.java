package io.hufu.verification;

import io.hufu.model.MatterRule.Compare;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Compares what two licences say of one thing (docs/formats/matter.md, "Comparing").
 *
 * <p>Never guesses: two spellings that no rule makes equal are different.
 */
final class Comparison {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");
  private static final Pattern DOTS = Pattern.compile("[·•‧・.]");
  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}]+");

  /** A prefix that only names higher divisions: 示例省, 示例市, 示例区 and so on. */
  private static final Pattern DIVISIONS =
      Pattern.compile("(?:[\\p{IsHan}]{2,10}?(?:自治区|特别行政区|自治州|自治县|地区|街道|省|市|州|盟|区|县|旗|镇|乡))+");

  private Comparison() {}

  static boolean same(String left, String right, Compare how) {
    return switch (how) {
      case EXACT -> left.equals(right);
      case CODE -> code(left).equals(code(right));
      case NAME -> name(left).equals(name(right));
      case ADDRESS -> sameAddress(address(left), address(right));
    };
  }

  /** Step 1 for all: NFKC, so that full-width and half-width signs are one. */
  private static String folded(String text) {
    return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
  }

  static String code(String text) {
    return folded(text).toUpperCase(Locale.ROOT);
  }

  static String name(String text) {
    return DOTS.matcher(folded(text)).replaceAll("·").toUpperCase(Locale.ROOT);
  }

  /** Punctuation separates numbers in addresses, and is written in many ways. */
  static String address(String text) {
    return PUNCTUATION.matcher(folded(text)).replaceAll("-").toUpperCase(Locale.ROOT);
  }

  /** Equal, or one leaves out nothing but the divisions that the other begins with. */
  private static boolean sameAddress(String left, String right) {
    if (left.equals(right)) {
      return true;
    }
    String longer = left.length() >= right.length() ? left : right;
    String shorter = left.length() >= right.length() ? right : left;
    return !shorter.isEmpty()
        && longer.endsWith(shorter)
        && DIVISIONS.matcher(longer.substring(0, longer.length() - shorter.length())).matches();
  }
}
