package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates in every form seen in interfaces, read; ISO 8601 is what is written. Stateless.
 *
 * <p>Read: {@code 2026-01-31}, {@code 20260131}, {@code 2026年1月31日} with or without leading zeros,
 * {@code 2026/01/31}, {@code 2026.1.31}, any of them followed by a time of day or in full-width
 * characters, 二〇二六年一月三十一日 as licences print it, and milliseconds since 1970 as a number or as 12 or
 * 13 digits. Times count in China (+08:00) unless they name another offset.
 */
public final class DateForms {
  /** How an endless validity is written. */
  public static final String ENDLESS = "长期";

  /** How an endless validity was met; the last is a date that no licence reaches. */
  private static final Set<String> ENDLESS_FORMS =
      Set.of(ENDLESS, "长期有效", "永久", "永久有效", "无固定期限", "9999-12-31", "99991231");

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final Pattern DAY =
      Pattern.compile(
          "([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})"
              + "|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2})"
              + "|\\.([0-9]{1,2})\\.([0-9]{1,2}))"
              + "(?:[ T]?[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)?");

  /** The numerals 0 to 9; 零 for 〇 comes after them. */
  private static final String NUMERAL = "〇一二三四五六七八九零";

  private static final Pattern NUMERALS =
      Pattern.compile(
          "([〇零一二三四五六七八九]{4})年([一二三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十)月"
              + "([一二三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十)日");
  private static final Pattern MILLIS = Pattern.compile("-?[0-9]{12,13}");
  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})");
  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

  private DateForms() {}

  /** Reads a day; malformed for any other form, and for a day that no calendar has. */
  public static LocalDate day(String text) throws MalformedDataException {
    String trimmed = digits(Normalizer.normalize(text, Normalizer.Form.NFKC).strip());
    try {
      if (MILLIS.matcher(trimmed).matches()) {
        return ofMillis(Long.parseLong(trimmed));
      }
      if (INSTANT.matcher(trimmed).matches()) {
        return LocalDate.ofInstant(Instant.from(OFFSET.parse(trimmed)), CHINA);
      }
      Matcher parts = DAY.matcher(trimmed);
      if (parts.matches()) {
        return LocalDate.of(
            number(parts, 1), number(parts, 2, 4, 6, 8, 10), number(parts, 3, 5, 7, 9, 11));
      }
    } catch (DateTimeException e) {
      throw new MalformedDataException("is a day that no calendar has", e);
    }
    throw new MalformedDataException("is no date in a form that is known");
  }

  /** 二〇二六年一月三十一日 in digits; anything else as it is. */
  private static String digits(String text) {
    Matcher parts = NUMERALS.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    StringBuilder year = new StringBuilder();
    parts.group(1).chars().forEach(c -> year.append(NUMERAL.indexOf(c) % 10));
    return year + "年" + count(parts.group(2)) + "月" + count(parts.group(3)) + "日";
  }

  /** One to ninety-nine: 三, 十, 十三, 二十, 二十三. */
  private static int count(String numerals) {
    int ten = numerals.indexOf('十');
    if (ten < 0) {
      return NUMERAL.indexOf(numerals.charAt(0)) % 10;
    }
    int tens = ten == 0 ? 1 : NUMERAL.indexOf(numerals.charAt(0)) % 10;
    boolean even = ten == numerals.length() - 1;
    return tens * 10 + (even ? 0 : NUMERAL.indexOf(numerals.charAt(ten + 1)) % 10);
  }

  /** Reads a day from a JSON text or number. */
  public static LocalDate day(JsonValue value) throws MalformedDataException {
    if (value instanceof JsonNumber number) {
      try {
        return ofMillis(number.value().longValueExact());
      } catch (ArithmeticException | DateTimeException e) {
        throw new MalformedDataException("is no number of milliseconds", e);
      }
    }
    if (value instanceof JsonText text) {
      return day(text.value());
    }
    throw new MalformedDataException("is neither a text nor a number");
  }

  /** Reads the last day of validity; empty for 长期 and what else is written for it. */
  public static Optional<LocalDate> end(JsonValue value) throws MalformedDataException {
    boolean endless =
        value == JsonValue.JsonNull.NULL
            || (value instanceof JsonText text
                && (text.value().isBlank() || ENDLESS_FORMS.contains(text.value().strip())));
    return endless ? Optional.empty() : Optional.of(day(value));
  }

  /** Writes a last day, or 长期. */
  public static String endText(Optional<LocalDate> end) {
    return end.map(LocalDate::toString).orElse(ENDLESS);
  }

  private static LocalDate ofMillis(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), CHINA);
  }

  private static int number(Matcher parts, int... groups) {
    for (int group : groups) {
      String digits = parts.group(group);
      if (digits != null) {
        return Integer.parseInt(digits);
      }
    }
    throw new IllegalStateException("the pattern has all parts or none");
  }
}
