package io.hufu.cli;

import io.hufu.crypto.SigningKey;
import io.hufu.ledger.EmbeddedLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hufu ledger rekey}: a new key for a log; both sign until the old one's file is removed.
 */
@Command
final class LedgerRekeyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DIR")
  private Path directory;

  @Option(names = "--key", paramLabel = "P12")
  private Path key;

  @Mixin private PasswordOption password;

  LedgerRekeyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LedgerFiles files = new LedgerFiles(session, directory);
    Path current = files.keyFile(key);
    Path old = LedgerFiles.overlap(current);
    Path fresh = current.resolveSibling(current.getFileName() + ".new");
    if (Files.exists(old)) {
      throw CommandFailure.input("ledger.rekeying", session.show(old));
    }
    try (Password secret = password.read(session)) {
      SigningKey before = new Keys(session).open(current, secret.characters());
      SigningKey next = SigningKey.generate(before.algorithm(), session.random());
      new Keys(session).write(fresh, next, secret.characters(), true);
      Files.copy(current, old);
      Files.move(
          fresh,
          current,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      try (EmbeddedLedger ledger = files.open(key, secret)) {
        session.print("ledger.rekey.done", ledger.origin(), session.show(old));
        session.out().println(ledger.noteKey().vkey());
      }
    }
    return ExitCode.DONE;
  }
}
