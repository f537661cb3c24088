package io.hufu.ledger;

import io.hufu.crypto.log.NoteKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Settings of a {@link WitnessedLedger}. Not thread-safe; use it once. */
public final class WitnessedBuilder {
  final List<CheckpointWitness> witnesses = new ArrayList<>();
  final List<NoteKey> keys = new ArrayList<>();
  int quorum = 1;
  private final EmbeddedLedger ledger;

  WitnessedBuilder(EmbeddedLedger ledger) {
    this.ledger = ledger;
  }

  /** Adds a witness, or a chain, to ask. */
  public WitnessedBuilder witness(CheckpointWitness witness) {
    witnesses.add(witness);
    return this;
  }

  /** Adds keys of witnesses; cosignatures by others count for nothing. */
  public WitnessedBuilder keys(Collection<NoteKey> witnessKeys) {
    if (!witnessKeys.stream().allMatch(key -> key.kind().isWitness())) {
      throw new IllegalArgumentException("a key was named that is no witness's");
    }
    keys.addAll(witnessKeys);
    return this;
  }

  /**
   * Sets how many must confirm before a receipt leaves; default 1.
   *
   * @param count 0 (nobody is waited for, and all are still asked) to the number of witnesses
   */
  public WitnessedBuilder quorum(int count) {
    this.quorum = count;
    return this;
  }

  /**
   * Asks all witnesses about the current checkpoint, and opens.
   *
   * @throws LedgerException BEHIND_HEAD, WITNESS_CONTRADICTS or QUORUM_MISSING; the log is closed
   *     then
   */
  public WitnessedLedger open() throws IOException {
    if (quorum < 0 || quorum > witnesses.size()) {
      throw new IllegalStateException("a quorum of " + quorum + " of " + witnesses.size());
    }
    WitnessRound round = new WitnessRound(this, ledger.view(), ledger.directory());
    boolean done = false;
    try {
      WitnessedLedger opened = new WitnessedLedger(ledger, round);
      done = true;
      return opened;
    } finally {
      if (!done) {
        round.close();
        ledger.close();
      }
    }
  }
}
