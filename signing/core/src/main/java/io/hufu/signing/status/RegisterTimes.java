package io.hufu.signing.status;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times of a register: whole seconds that never run backwards. Not thread-safe. */
final class RegisterTimes {
  /** How far a clock may be set back while we are at work. */
  private static final Duration STEP_BACK = Duration.ofMinutes(1);

  private final Clock clock;
  private final RegisterStore store;

  RegisterTimes(Clock clock, RegisterStore store) {
    this.clock = clock;
    this.store = store;
  }

  /** The clock's now, or what was recorded last if that is a little later. */
  Instant now() throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant last = store.state().lastRecorded();
    if (!now.isBefore(last)) {
      return now;
    }
    if (now.plus(STEP_BACK).isBefore(last)) {
      throw store.problem("the clock says " + now + ", before the last record; set the clock");
    }
    return last;
  }

  /** What is recorded after a publication is later than it, or the two would contradict. */
  Instant recording() throws IOException {
    Instant now = now();
    Instant published = store.state().lastPublished();
    return now.isAfter(published) ? now : published.plusSeconds(1);
  }
}
