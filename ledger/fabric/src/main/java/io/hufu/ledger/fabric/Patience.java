package io.hufu.ledger.fabric;

import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long one publication is tried, with growing pauses. Used by one thread. */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Clock clock;
  private final Instant end;
  private Duration pause = FIRST;

  Patience(Clock clock, Duration length) {
    this.clock = clock;
    this.end = clock.instant().plus(length);
  }

  /** Waits a little longer than the last time; false, without waiting, when the time is over. */
  boolean again() throws InterruptedIOException {
    if (!clock.instant().plus(pause).isBefore(end)) {
      return false;
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while waiting for a channel; repeat the call")
              .initCause(e);
    }
    pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
    return true;
  }
}
