package io.hufu.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A name that an authority bore before its present one. Immutable.
 *
 * @param from first day in China; null when nobody knows
 * @param to last day in China, inclusive
 */
public record DatedName(String zh, String en, @Nullable LocalDate from, LocalDate to) {
  /** Refuses a period that ends before it starts. */
  public DatedName {
    if (from != null && to.isBefore(from)) {
      throw new IllegalArgumentException("a former name ends before it starts");
    }
  }

  /** Tells whether the name was borne on a day in China. */
  public boolean borneOn(LocalDate day) {
    return (from == null || !day.isBefore(from)) && !day.isAfter(to);
  }
}
