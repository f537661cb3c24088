package io.hufu.cli;

import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.CheckpointWitness;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.HttpWitness;
import io.hufu.ledger.WitnessedBuilder;
import io.hufu.ledger.WitnessedLedger;
import io.hufu.model.LedgerTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name a log's witnesses, and the list that names their keys. */
final class WitnessOptions {
  @Option(names = "--ask", paramLabel = "URL")
  private List<String> addresses = List.of();

  @Option(names = "--quorum", paramLabel = "N")
  private Integer quorum;

  @Option(names = "--trust", paramLabel = "LIST")
  private Path trust;

  boolean any() {
    return !addresses.isEmpty();
  }

  /** Makes clients; no connection is opened yet. */
  List<HttpWitness> witnesses() throws CommandFailure {
    List<HttpWitness> witnesses = new ArrayList<>();
    for (String address : addresses) {
      try {
        witnesses.add(new HttpWitness(address, LogPlace.address(address), LogPlace.TIMEOUT));
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage("usage.address", OneLine.of(address));
      }
    }
    return witnesses;
  }

  /** The keys that the trust list names for a log's witnesses. */
  LedgerTrust ledger(Session session, String origin) throws CommandFailure {
    if (trust == null) {
      throw CommandFailure.usage("usage.trustNeeded");
    }
    Optional<LedgerTrust> ledger = new TrustFiles(session).signed(trust).ledger(origin);
    return ledger.orElseThrow(
        () -> CommandFailure.input("ledger.notListed", origin, session.show(trust)));
  }

  /** Puts the witnesses in front of a log; the quorum is that of the trust list by default. */
  WitnessedLedger around(Session session, EmbeddedLedger ledger)
      throws CommandFailure, IOException {
    LedgerTrust listed = ledger(session, ledger.origin());
    List<NoteKey> keys = listed.witnesses();
    WitnessedBuilder builder = WitnessedLedger.around(ledger).keys(keys);
    List<HttpWitness> witnesses = witnesses();
    for (CheckpointWitness witness : witnesses) {
      builder.witness(witness);
    }
    int count = quorum == null ? listed.quorum() : quorum;
    if (count < 0 || count > witnesses.size()) {
      throw CommandFailure.usage("usage.value", count, "--quorum");
    }
    return builder.quorum(count).open();
  }
}
