package io.hufu.verification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How clocks of different machines, and days in China, are compared. */
final class Clocks {
  /** Dates of licences are days in China. */
  static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  /** How far the clocks of a CA, a TSA or a witness may run ahead of ours. */
  static final Duration SKEW = Duration.ofMinutes(1);

  private Clocks() {}

  static boolean liesAhead(Instant time, Instant knownAt) {
    return time.isAfter(knownAt.plus(SKEW));
  }

  /** The signer's own word bounds from below only. */
  static boolean contradicts(Instant time, @Nullable Instant claimedAt) {
    return claimedAt != null && time.plus(SKEW).isBefore(claimedAt);
  }

  static Instant startOf(LocalDate day) {
    return day.atStartOfDay(CHINA).toInstant();
  }

  static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, CHINA);
  }
}
