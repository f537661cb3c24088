package io.hufu.cli;

import io.hufu.exchange.ExchangeOffice;
import io.hufu.ledger.Ledger;
import io.hufu.model.AnchorReceipt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Anchors what an office wants to prove later, in a ledger that is open for this only. */
final class AuditAnchoring {
  private final Session session;
  private final LedgerOptions ledger;
  private Instant due = Instant.MIN;
  private long last = -1;

  AuditAnchoring(Session session, LedgerOptions ledger) {
    this.session = session;
    this.ledger = ledger;
  }

  /** Anchors now. */
  void anchor(ExchangeOffice office, Password password) throws CommandFailure, IOException {
    try (Ledger open = Objects.requireNonNull(ledger.open(session, password))) {
      AnchorReceipt receipt = office.anchorAudit(open);
      if (receipt.index() != last) { // without news it is the receipt of the last time
        session.print("exchange.audit.done", receipt.index(), receipt.origin());
      }
      last = receipt.index();
    }
  }

  /** Anchors when it is time. Somebody else may be using the ledger: then it is tried again. */
  void anchorEvery(Duration period, ExchangeOffice office, Password password) {
    Instant now = session.clock().instant();
    if (!ledger.isNamed() || now.isBefore(due)) {
      return;
    }
    due = now.plus(period);
    try {
      anchor(office, password);
    } catch (CommandFailure e) {
      session.note("exchange.audit.later", e.line(session));
    } catch (IOException e) {
      session.note("exchange.audit.later", InputFiles.reason(e));
    }
  }
}
