package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.EmbeddedLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hufu ledger checkpoint}: prints the newest checkpoint, a signed note; with {@code --add}
 * or {@code --ask}, first puts witnesses' cosignatures under it.
 */
@Command
final class LedgerCheckpointCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "LOG")
  private String place;

  @Option(names = "--add", paramLabel = "NOTE")
  private List<Path> notes = List.of();

  @Option(names = "--key", paramLabel = "P12")
  private Path key;

  @Option(names = "--password-file", paramLabel = "FILE|-")
  private String passwordFile;

  @Mixin private WitnessOptions witnesses;

  LedgerCheckpointCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    if (notes.isEmpty() && !witnesses.any()) {
      session.out().print(new LogPlace(session, place).open().checkpoint());
      return ExitCode.DONE;
    }
    if (passwordFile == null) {
      throw CommandFailure.usage("usage.missing", "--password-file");
    }
    try (Password secret = Password.read(session, passwordFile);
        EmbeddedLedger ledger =
            new LedgerFiles(session, session.resolve(place)).open(key, secret)) {
      for (Path note : notes) {
        ledger.addCosignatures(read(note), witnesses.ledger(session, ledger.origin()).witnesses());
      }
      if (witnesses.any()) {
        witnesses.around(session, ledger);
      }
      session.out().print(ledger.checkpoint());
    }
    return ExitCode.DONE;
  }

  private SignedNote read(Path file) throws CommandFailure {
    byte[] bytes = new InputFiles(session).read(file);
    try {
      return SignedNote.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }
}
