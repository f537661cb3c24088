package io.hufu.ledger.fabric;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.Ledger;
import io.hufu.ledger.WitnessedLedger;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A log on disk whose receipts leave only after a Fabric channel holds their checkpoint.
 *
 * <p>The chain carries checkpoints and no licences: one transaction for all entries that are
 * anchored together, however many. Every receipt carries the proof that organisations of the
 * channel hold its checkpoint, which {@link FabricProofs} checks offline. Thread-safe; close it.
 *
 * <pre>{@code
 * try (FabricLedger ledger = FabricLedger.open(embedded, chain)) {
 *   AnchorReceipt receipt = ledger.anchor(List.of(entry)).get(0);
 * }
 * }</pre>
 *
 * <p>When the channel cannot be had, entries are in the log all the same and a repeat of the call
 * gives their receipts. When the channel holds more of the log, or another history, nothing more is
 * signed.
 */
public final class FabricLedger implements Ledger {
  private final WitnessedLedger ledger;
  private final FabricWitness chain;

  private FabricLedger(WitnessedLedger ledger, FabricWitness chain) {
    this.ledger = ledger;
    this.chain = chain;
  }

  /**
   * Brings the log's current checkpoint onto the channel, and opens.
   *
   * @param log closed with the result, and when this fails
   * @param chain likewise
   * @throws io.hufu.ledger.LedgerException QUORUM_MISSING when the channel did not confirm;
   *     BEHIND_HEAD or WITNESS_CONTRADICTS when nothing may be signed any more
   */
  public static FabricLedger open(EmbeddedLedger log, FabricWitness chain) throws IOException {
    boolean done = false;
    try {
      FabricLedger opened =
          new FabricLedger(WitnessedLedger.around(log).witness(chain).quorum(1).open(), chain);
      done = true;
      return opened;
    } finally {
      if (!done) {
        chain.close();
      }
    }
  }

  @Override
  public HashAlgorithm hash() {
    return ledger.hash();
  }

  @Override
  public List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException {
    return ledger.anchor(entries);
  }

  /** Anchors files by their digests; see {@link EmbeddedLedger#anchorFiles}. */
  public List<AnchorReceipt> anchorFiles(List<byte[]> fileDigests) throws IOException {
    return ledger.anchorFiles(fileDigests);
  }

  @Override
  public Optional<AnchorReceipt> find(LogEntry entry) throws IOException {
    return ledger.find(entry);
  }

  @Override
  public AnchorReceipt prove(long index) throws IOException {
    return ledger.prove(index);
  }

  @Override
  public List<byte[]> consistency(long first, long second) throws IOException {
    return ledger.consistency(first, second);
  }

  @Override
  public String checkpoint() {
    return ledger.checkpoint();
  }

  @Override
  public long size() {
    return ledger.size();
  }

  @Override
  public void close() throws IOException {
    try {
      ledger.close();
    } finally {
      chain.close();
    }
  }
}
