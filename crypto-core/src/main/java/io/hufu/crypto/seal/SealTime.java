package io.hufu.crypto.seal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a UTCTime or GeneralizedTime; without a zone it names no instant. */
final class SealTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{12}|\\d{14})(?:[.,]\\d{1,9})?(?:Z|(?:GMT)?([+-])(\\d{2}):?(\\d{2})|GMT)");
  private static final DateTimeFormatter LONG = formatter("uuuuMMddHHmmss");
  private static final DateTimeFormatter SHORT = formatter("uuMMddHHmmss");

  private SealTime() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Returns the instant, its fraction of a second dropped. */
  static Instant parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new DateTimeException("no time with a zone");
    }
    String digits = parts.group(1);
    LocalDateTime local = LocalDateTime.parse(digits, digits.length() == 14 ? LONG : SHORT);
    int minutes = 0;
    if (parts.group(2) != null) {
      minutes = Integer.parseInt(parts.group(3)) * 60 + Integer.parseInt(parts.group(4));
      minutes = parts.group(2).equals("-") ? -minutes : minutes;
    }
    return local.toInstant(ZoneOffset.ofTotalSeconds(minutes * 60));
  }
}
