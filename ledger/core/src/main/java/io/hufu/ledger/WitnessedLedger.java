package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.ledger.LogWriter.Placement;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log whose checkpoints witnesses confirm before receipts are given out. Thread-safe; close it.
 *
 * <p>A receipt leaves only when as many witnesses as asked for have confirmed the checkpoint that
 * it is under. Threads that anchor at the same time share a round. When a witness has confirmed
 * more than this log has, or another history, nothing more is signed: the log is a restored backup,
 * or its key is used elsewhere.
 *
 * <pre>{@code
 * try (WitnessedLedger log =
 *     WitnessedLedger.around(embedded).keys(ledgerTrust.witnesses())
 *         .witness(new HttpWitness("w1", address, Duration.ofSeconds(10))).quorum(1).open()) {
 *   AnchorReceipt receipt = log.anchor(List.of(entry)).get(0);
 * }
 * }</pre>
 */
public final class WitnessedLedger implements Ledger {
  private final EmbeddedLedger ledger;
  private final LogView view;
  private final WitnessRound round;

  /** What was confirmed last; its checkpoint carries the lines. */
  private volatile WitnessRound.Confirmed confirmed;

  private @Nullable LedgerException stopped;

  WitnessedLedger(EmbeddedLedger ledger, WitnessRound round) throws IOException {
    this.ledger = ledger;
    this.view = ledger.view();
    this.round = round;
    this.confirmed = confirm(ledger.head());
  }

  /** Starts from the log, which the result closes; see {@link WitnessedBuilder}. */
  public static WitnessedBuilder around(EmbeddedLedger ledger) {
    return new WitnessedBuilder(ledger);
  }

  @Override
  public HashAlgorithm hash() {
    return ledger.hash();
  }

  /**
   * {@inheritDoc}
   *
   * @throws LedgerException QUORUM_MISSING when too few witnesses confirmed: the entries are in the
   *     log, and a repeat of the call asks the witnesses again; BEHIND_HEAD or WITNESS_CONTRADICTS
   *     when nothing may be signed any more
   */
  @Override
  public List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException {
    if (entries.isEmpty()) {
      return List.of();
    }
    requireGoing();
    List<byte[]> encoded = entries.stream().map(each -> LogView.encoded(each, hash())).toList();
    Placement placement = ledger.append(encoded);
    WitnessRound.Confirmed covering = covering(placement.head());
    List<AnchorReceipt> receipts = new ArrayList<>(encoded.size());
    for (int i = 0; i < encoded.size(); i++) {
      byte[] salt = LogView.salt(entries.get(i));
      receipts.add(
          covering.proving(
              view.receipt(covering.head(), placement.positions()[i], encoded.get(i), salt)));
    }
    return List.copyOf(receipts);
  }

  /** Anchors files by their digests; see {@link EmbeddedLedger#anchorFiles}. */
  public List<AnchorReceipt> anchorFiles(List<byte[]> fileDigests) throws IOException {
    return anchor(ledger.fileEntries(fileDigests));
  }

  private synchronized void requireGoing() throws LedgerException {
    if (stopped != null) {
      throw new LedgerException(stopped);
    }
  }

  /** Returns a confirmed checkpoint that covers another; asks the witnesses if there is none. */
  private synchronized WitnessRound.Confirmed covering(Head head) throws IOException {
    if (confirmed.head().size() < head.size()) {
      confirmed = confirm(ledger.head());
    }
    return confirmed;
  }

  private synchronized WitnessRound.Confirmed confirm(Head head) throws IOException {
    requireGoing();
    try {
      WitnessRound.Confirmed now = round.confirm(head);
      if (!now.head().text().equals(head.text())) {
        ledger.addLines(now.head());
      }
      return now;
    } catch (LedgerException e) {
      if (e.reason() != LedgerException.Reason.QUORUM_MISSING) {
        stopped = e;
      }
      throw e;
    }
  }

  @Override
  public Optional<AnchorReceipt> find(LogEntry entry) throws IOException {
    WitnessRound.Confirmed now = confirmed;
    return view.find(entry, now.head()).map(now::proving);
  }

  @Override
  public AnchorReceipt prove(long index) throws IOException {
    WitnessRound.Confirmed now = confirmed;
    return now.proving(view.prove(now.head(), index));
  }

  @Override
  public List<byte[]> consistency(long first, long second) throws IOException {
    return view.consistency(confirmed.head(), first, second);
  }

  @Override
  public String checkpoint() {
    return confirmed.head().text();
  }

  @Override
  public long size() {
    return confirmed.head().size();
  }

  @Override
  public void close() throws IOException {
    try {
      round.close();
    } finally {
      ledger.close();
    }
  }
}
