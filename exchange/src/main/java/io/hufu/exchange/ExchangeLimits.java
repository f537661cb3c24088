package io.hufu.exchange;

import java.time.Duration;

/**
 * Upper bounds of what is read. Immutable.
 *
 * @param packageBytes bytes of a whole package
 * @param headerBytes bytes of a header
 * @param recipients stanzas in a header
 * @param manifestBytes bytes of a signed manifest
 * @param files files in a package
 * @param life longest time from creation to expiry
 * @param skew by how much the clocks of two agencies may differ
 */
public record ExchangeLimits(
    long packageBytes,
    int headerBytes,
    int recipients,
    int manifestBytes,
    int files,
    Duration life,
    Duration skew) {
  /** 64 GiB, 64 recipients, 10 000 files, 31 days, 5 minutes. */
  public static final ExchangeLimits DEFAULT =
      new ExchangeLimits(
          64L << 30, 64 << 10, 64, 8 << 20, 10_000, Duration.ofDays(31), Duration.ofMinutes(5));
}
