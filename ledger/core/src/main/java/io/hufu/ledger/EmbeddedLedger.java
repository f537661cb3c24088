package io.hufu.ledger;

/**
 * A tile log in a directory: one process, no server, plain files. Thread-safe.
 *
 * <p>Durable means: tiles synced, then the checkpoint replaced atomically, then receipts released.
 */
public final class EmbeddedLedger {
  private EmbeddedLedger() {}
}
