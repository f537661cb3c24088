package io.hufu.exchange;

import java.io.IOException;
import java.time.Instant;

/** Deletes what is no longer to be kept; receipts stay as long as a package can be sent again. */
final class Retention {
  private Retention() {}

  /** Returns how many things were deleted. */
  static int purge(Office office, Instant before) throws IOException {
    ExchangeLimits limits = office.settings().limits();
    Instant replayable =
        office.settings().now().minus(limits.life()).minus(limits.skew().multipliedBy(2));
    int gone =
        office.inbox().purge(before)
            + office.outbox().purge(before)
            + office.book().purge(before)
            + office.receipts().purge(before.isBefore(replayable) ? before : replayable)
            + office.audit().purge(before);
    office.log(AuditEntry.Event.PURGED, null, null, before.toString(), null);
    return gone;
  }
}
