package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.FsckFinding;
import io.hufu.ledger.LogReader;
import io.hufu.model.LedgerTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger fsck}: derives a log again from its entries; 0 sound, 1 damaged, 2 unsure. */
@Command
final class LedgerFsckCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DIR")
  private Path directory;

  @Option(names = "--vkey", paramLabel = "VKEY")
  private List<String> vkeys = List.of();

  @Option(names = "--trust", paramLabel = "LIST")
  private Path trust;

  LedgerFsckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.input("file.missing", session.show(directory));
    }
    List<NoteKey> keys = keys();
    List<FsckFinding> findings = LogReader.fsck(directory, keys);
    findings.forEach(finding -> session.out().println(OneLine.of(finding.line())));
    if (findings.stream().anyMatch(FsckFinding::error)) {
      session.print("ledger.fsck.damaged", session.show(directory));
      return ExitCode.REJECTED;
    }
    session.print(
        keys.isEmpty() ? "ledger.fsck.unsigned" : "ledger.fsck.sound", session.show(directory));
    return keys.isEmpty() ? ExitCode.UNDECIDED : ExitCode.DONE;
  }

  private List<NoteKey> keys() throws CommandFailure {
    List<NoteKey> keys = new ArrayList<>();
    for (String vkey : vkeys) {
      try {
        keys.add(NoteKey.parse(vkey));
      } catch (MalformedDataException e) {
        throw CommandFailure.usage("usage.value", OneLine.of(vkey), "--vkey");
      }
    }
    if (trust != null) {
      for (LedgerTrust ledger : new TrustFiles(session).signed(trust).ledgers()) {
        keys.addAll(ledger.keys());
        keys.addAll(ledger.witnesses());
      }
    }
    return keys;
  }
}
