package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.ForkEvidence;
import io.hufu.model.LedgerTrust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file that is to prove that a log signed two histories. */
final class ForkFile {
  private final Session session;
  private final Path file;

  ForkFile(Session session, Path file) {
    this.session = session;
    this.file = file;
  }

  /**
   * Judges it by the keys that the user trusts: 1 when it proves a fork, 2 when it proves nothing.
   */
  int judged(List<NoteKey> vkeys, List<LedgerTrust> listed) throws CommandFailure {
    ForkEvidence evidence;
    String origin;
    try {
      evidence = ForkEvidence.parse(new InputFiles(session).read(file));
      origin = evidence.origin();
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
    List<LedgerTrust> ledgers = new ArrayList<>(listed);
    byKey(origin, vkeys).ifPresent(ledgers::add);
    for (LedgerTrust ledger : ledgers) {
      ForkEvidence.Judgement judgement = evidence.judge(ledger);
      if (judgement.outcome() == ForkEvidence.Outcome.PROVEN) {
        session.print("ledger.fork.proven", session.show(file), origin);
        judgement
            .cosigners()
            .forEach(name -> session.print("ledger.fork.cosigner", OneLine.of(name)));
        return ExitCode.REJECTED;
      }
    }
    session.print("ledger.fork.unproven", session.show(file), OneLine.of(origin));
    return ExitCode.UNDECIDED;
  }

  private static java.util.Optional<LedgerTrust> byKey(String origin, List<NoteKey> vkeys) {
    List<NoteKey> own =
        vkeys.stream()
            .filter(key -> key.name().equals(origin) && !key.kind().isWitness())
            .distinct()
            .toList();
    if (own.isEmpty()) {
      return java.util.Optional.empty();
    }
    HashAlgorithm hash = origin.endsWith("/sm3") ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
    return java.util.Optional.of(new LedgerTrust(origin, hash, own, List.of(), 0));
  }
}
