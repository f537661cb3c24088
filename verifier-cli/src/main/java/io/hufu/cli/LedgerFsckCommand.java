package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.FsckFinding;
import io.hufu.model.LedgerTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hufu ledger fsck}: derives a log again from its entries, or checks evidence of a fork; 0
 * sound, 1 damaged or forked, 2 unsure.
 */
@Command
final class LedgerFsckCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "LOG|EVIDENCE")
  private String given;

  @Option(names = "--vkey", paramLabel = "VKEY")
  private List<String> vkeys = List.of();

  @Option(names = "--trust", paramLabel = "LIST")
  private Path trust;

  LedgerFsckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    LogPlace place = new LogPlace(session, given);
    if (!place.remote() && Files.isRegularFile(place.path())) {
      return new ForkFile(session, place.path()).judged(vkeys(), trustedLedgers());
    }
    place.required();
    List<NoteKey> keys = keys();
    List<FsckFinding> findings = place.fsck(keys);
    findings.forEach(finding -> session.out().println(OneLine.of(finding.line())));
    if (findings.stream().anyMatch(FsckFinding::error)) {
      boolean foreign =
          findings.stream()
              .filter(FsckFinding::error)
              .allMatch(each -> each.code() == FsckFinding.Code.ENTRY_FOREIGN);
      session.print(foreign ? "ledger.fsck.foreign" : "ledger.fsck.damaged", place.show());
      return foreign ? ExitCode.UNDECIDED : ExitCode.REJECTED;
    }
    session.print(keys.isEmpty() ? "ledger.fsck.unsigned" : "ledger.fsck.sound", place.show());
    return keys.isEmpty() ? ExitCode.UNDECIDED : ExitCode.DONE;
  }

  private List<NoteKey> keys() throws CommandFailure {
    List<NoteKey> keys = new ArrayList<>(vkeys());
    for (LedgerTrust ledger : trustedLedgers()) {
      keys.addAll(ledger.keys());
      keys.addAll(ledger.witnesses());
    }
    return keys;
  }

  private List<NoteKey> vkeys() throws CommandFailure {
    List<NoteKey> keys = new ArrayList<>();
    for (String vkey : vkeys) {
      try {
        keys.add(NoteKey.parse(vkey));
      } catch (MalformedDataException e) {
        throw CommandFailure.usage("usage.value", OneLine.of(vkey), "--vkey");
      }
    }
    return keys;
  }

  private List<LedgerTrust> trustedLedgers() throws CommandFailure {
    return trust == null ? List.of() : new TrustFiles(session).signed(trust).ledgers();
  }
}
