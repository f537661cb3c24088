package io.hufu.ledger;

/** SM3 and SM2. */
class SmLedgerTest extends EmbeddedLedgerContract {
  SmLedgerTest() {
    super(TestLog.SM);
  }
}
