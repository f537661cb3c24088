package io.hufu.cli;

import io.hufu.model.report.VerificationContext.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates are days in China (+08:00); instants are RFC 3339. Stateless. */
final class ChinaTime {
  /** The only offset that dates of licences are read in. */
  static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT).withZone((ZoneId) OFFSET);

  private ChinaTime() {}

  static String text(Instant instant) {
    return SHOWN.format(instant);
  }

  static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, OFFSET);
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(OFFSET);
  }

  /** Reads {@code --at}: a date is the whole day. */
  static Period period(String option, String text) throws CommandFailure {
    if (text.length() == "2026-11-23".length()) {
      LocalDate day = date(option, text);
      return new Period(start(day), lastInstant(day));
    }
    return Period.of(instant(option, text));
  }

  /** Reads {@code --known-at}: of a date, what was known by its end. */
  static Instant moment(String option, String text) throws CommandFailure {
    return period(option, text).to();
  }

  static LocalDate date(String option, String text) throws CommandFailure {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw CommandFailure.usage("usage.time", text, option);
    }
  }

  private static Instant lastInstant(LocalDate day) {
    return start(day.plusDays(1)).minus(1, ChronoUnit.SECONDS);
  }

  private static Instant instant(String option, String text) throws CommandFailure {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw CommandFailure.usage("usage.time", text, option);
    }
  }
}
