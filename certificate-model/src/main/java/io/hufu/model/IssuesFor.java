package io.hufu.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An authority in whose name another may issue, and on which basis.
 *
 * @param from first day in China; null when it always might
 * @param to last day, inclusive; null while it lasts
 */
public record IssuesFor(
    String code, String basis, @Nullable LocalDate from, @Nullable LocalDate to) {
  /** Refuses a period that ends before it starts. */
  public IssuesFor {
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("mayIssueFor: ends before it starts");
    }
  }

  /** Makes an undated permission. */
  public IssuesFor(String code, String basis) {
    this(code, basis, null, null);
  }

  /** Tells whether the permission is in force on a day in China. */
  public boolean inForceOn(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
