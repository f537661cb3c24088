package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A ledger whose checkpoints another agency cosigns before receipts are given out. Thread-safe.
 *
 * <p>In a real network the witness is elsewhere and checks consistency first; here it has just seen
 * every append.
 */
final class DemoWitness implements Anchor {
  static final String NAME = "witness.demo.hufu.example";

  private final EmbeddedLedger ledger;
  private final SigningKey key;
  private final Clock clock;

  DemoWitness(EmbeddedLedger ledger, SigningKey key, Clock clock) {
    this.ledger = ledger;
    this.key = key;
    this.clock = clock;
  }

  NoteKey noteKey() {
    NoteKey.Kind kind =
        switch (key.algorithm()) {
          case SM2_SM3 -> NoteKey.Kind.SM2_WITNESS;
          default -> NoteKey.Kind.ED25519_WITNESS;
        };
    return NoteKey.of(NAME, kind, key.verificationKey());
  }

  @Override
  public HashAlgorithm hash() {
    return ledger.hash();
  }

  @Override
  public synchronized List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException {
    ledger.anchor(entries);
    try {
      SignedNote cosigned =
          SignedNote.parse(ledger.checkpoint()).cosign(NAME, key, clock.instant());
      ledger.addCosignatures(cosigned, List.of(noteKey()));
    } catch (MalformedDataException | KeyUnavailableException e) {
      throw new IOException("the witness could not cosign", e);
    }
    List<AnchorReceipt> receipts = new ArrayList<>();
    for (LogEntry entry : entries) {
      receipts.add(ledger.find(entry).orElseThrow());
    }
    return receipts;
  }
}
