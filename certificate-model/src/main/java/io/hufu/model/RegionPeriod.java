package io.hufu.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a GB/T 2260 code was in use: counties are founded, merged and renamed. Immutable.
 *
 * @param from first day in China; null when it was always there
 * @param to last day in China, inclusive; null while it lasts
 * @param mergedInto codes that took its place; empty while it lasts
 */
public record RegionPeriod(
    String code, @Nullable LocalDate from, @Nullable LocalDate to, List<String> mergedInto) {
  /** Copies, and refuses a period that ends before it starts or a merger without an end. */
  public RegionPeriod {
    mergedInto = List.copyOf(mergedInto);
    RegionCode.require(List.of(code), "region");
    RegionCode.require(mergedInto, "region " + code);
    if (code.equals("*") || mergedInto.contains("*") || mergedInto.contains(code)) {
      throw new IllegalArgumentException("region " + code + ": names one code and other ones");
    }
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("region " + code + ": ends before it starts");
    }
    if (to == null && !mergedInto.isEmpty()) {
      throw new IllegalArgumentException("region " + code + ": is merged, and has no last day");
    }
  }

  /** Tells whether the code was in use on a day in China. */
  public boolean inUseOn(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
