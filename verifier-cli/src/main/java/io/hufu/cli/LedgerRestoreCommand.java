package io.hufu.cli;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.HttpWitness;
import io.hufu.ledger.LedgerRestore;
import io.hufu.ledger.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger restore}: brings a log from a backup up to all that it ever signed. */
@Command
final class LedgerRestoreCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DIR")
  private Path directory;

  @Option(names = "--key", paramLabel = "P12")
  private Path key;

  @Option(names = "--mirror", paramLabel = "DIR|URL")
  private List<String> mirrors = List.of();

  @Option(names = "--nobody-has-seen-more")
  private boolean nobody;

  @Mixin private WitnessOptions witnesses;
  @Mixin private PasswordOption password;

  LedgerRestoreCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    String origin = origin();
    LedgerFiles files = new LedgerFiles(session, directory);
    Path keyFile = files.keyFile(key);
    List<NoteKey> keys;
    try (Password secret = password.read(session)) {
      SigningKey signing = new Keys(session).open(keyFile, secret.characters());
      keys = List.of(LedgerFiles.noteKey(origin, signing));
    }
    LedgerRestore restore = LedgerRestore.of(directory, LedgerFiles.head(keyFile), keys);
    for (String mirror : mirrors) {
      LogPlace place = new LogPlace(session, mirror).required();
      restore =
          place.remote()
              ? restore.mirror(LogPlace.address(mirror), LogPlace.TIMEOUT)
              : restore.mirror(place.path());
    }
    for (HttpWitness witness : witnesses.witnesses()) {
      restore = restore.witness(witness, witnesses.ledger(session, origin).witnesses());
    }
    if (nobody) {
      restore = restore.believingThatNobodyHasSeenMore();
    }
    session.print("ledger.restore.done", session.show(directory), restore.run());
    return ExitCode.DONE;
  }

  /** The origin that what is left of the log, or a mirror, states. */
  private String origin() throws CommandFailure, IOException {
    if (Files.exists(directory.resolve("checkpoint")) || mirrors.isEmpty()) {
      return LogReader.open(directory).origin();
    }
    return new LogPlace(session, mirrors.get(0)).required().open().origin();
  }
}
