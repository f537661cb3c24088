package io.hufu.chaincode;

import java.util.regex.Pattern;

/** Reads numbers that have one spelling. */
final class Numbers {
  private static final Pattern FORM = Pattern.compile("0|[1-9][0-9]{0,17}");

  private Numbers() {}

  static long size(String text) {
    Refusal.require(FORM.matcher(text).matches(), "not a number from 0 of at most 18 digits");
    return Long.parseLong(text);
  }
}
