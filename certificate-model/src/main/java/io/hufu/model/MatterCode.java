package io.hufu.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The codes of a matter (事项), in the forms of GB/T 39554.1-2020 as deployed.
 *
 * @param basic 基本编码, 12 digits: region (2), kind (2), domain (2), main item (3), sub-item (3)
 * @param implementation 实施编码, 31 characters: the implementing authority's unified social credit
 *     code, its level (one digit) and the basic code; null for a matter of every authority
 */
public record MatterCode(String basic, @Nullable String implementation) {
  private static final Pattern BASIC = Pattern.compile("[0-9]{12}");
  private static final Pattern IMPLEMENTATION = Pattern.compile("[0-9A-Z]{18}[1-6][0-9]{12}");

  /** Checks the forms, the check character, and that one code contains the other. */
  public MatterCode {
    if (!BASIC.matcher(basic).matches()) {
      throw new IllegalArgumentException("a basic code of a matter has 12 digits");
    }
    if (implementation != null
        && !(IMPLEMENTATION.matcher(implementation).matches()
            && implementation.endsWith(basic)
            && UnifiedSocialCreditCode.isValid(implementation.substring(0, 18)))) {
      throw new IllegalArgumentException(
          "an implementation code is a unified social credit code, a level and the basic code");
    }
  }

  /** Returns the more precise of the two codes; it is the key of the matter. */
  public String key() {
    return implementation == null ? basic : implementation;
  }
}
