package io.hufu.ledger;

/** SHA-256 and Ed25519. */
class IntlLedgerTest extends EmbeddedLedgerContract {
  IntlLedgerTest() {
    super(TestLog.INTL);
  }
}
