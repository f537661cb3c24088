package io.hufu.cli;

import io.hufu.ledger.HttpWitness;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LedgerTrust;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoints that others were shown: notes and receipts in files, and what witnesses confirmed.
 */
final class SeenElsewhere {
  private final Session session;
  private final TrustList list;

  SeenElsewhere(Session session, TrustList list) {
    this.session = session;
    this.list = list;
  }

  List<String> notes(List<String> places) throws CommandFailure {
    List<String> notes = new ArrayList<>();
    EvidenceFiles files = new EvidenceFiles(session);
    for (String place : places) {
      LogPlace given = new LogPlace(session, place);
      if (given.remote()) {
        asked(place, notes);
        continue;
      }
      for (Path file : files.under(given.path())) {
        byte[] bytes = new InputFiles(session).read(file, EvidenceFiles.LIMIT);
        Optional<AnchorReceipt> receipt = Receipts.parse(bytes);
        notes.add(
            receipt
                .map(AnchorReceipt::checkpoint)
                .orElseGet(() -> new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    return notes;
  }

  /** A witness that cannot be asked is said; the look goes on without it. */
  private void asked(String address, List<String> notes) throws CommandFailure {
    HttpWitness witness;
    try {
      witness = new HttpWitness(address, LogPlace.address(address), LogPlace.TIMEOUT);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("usage.address", OneLine.of(address));
    }
    for (LedgerTrust ledger : list.ledgers()) {
      try {
        witness.newest(ledger.origin()).ifPresent(notes::add);
      } catch (IOException e) {
        session.note("ledger.witness.silent", address, InputFiles.reason(e));
        return;
      }
    }
  }
}
