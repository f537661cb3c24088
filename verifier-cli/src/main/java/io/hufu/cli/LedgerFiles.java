package io.hufu.cli;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.LedgerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The embedded log of a directory. Its key lies outside, for the directory may be served to all:
 * {@code DIR.p12} beside it, or {@code keys/DIR.p12}; the head file lies beside the key.
 */
final class LedgerFiles {
  private final Session session;
  private final Path directory;

  LedgerFiles(Session session, Path directory) {
    this.session = session;
    this.directory = directory;
  }

  /** Creates log and key. */
  EmbeddedLedger create(String origin, Suite suite, @Nullable Path keyFile, Password password)
      throws IOException, CommandFailure {
    Path file = keyFile == null ? beside() : keyFile;
    SigningKey key = SigningKey.generate(algorithm(suite), session.random());
    new Keys(session).write(file, key, password.characters(), false);
    return EmbeddedLedger.in(directory, key).headFile(head(file)).create(origin);
  }

  /** A log signs with SM2 or, for the international suite, Ed25519 (C2SP signed-note). */
  static SignatureAlgorithm algorithm(Suite suite) {
    return suite == Suite.SM ? SignatureAlgorithm.SM2_SM3 : SignatureAlgorithm.ED25519;
  }

  /** Opens the log for writing, alone. */
  EmbeddedLedger open(@Nullable Path keyFile, Password password)
      throws IOException, CommandFailure {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.input("file.missing", session.show(directory));
    }
    Path file = keyFile(keyFile);
    SigningKey key = new Keys(session).open(file, password.characters());
    LedgerBuilder builder =
        EmbeddedLedger.in(directory, key).headFile(head(file)).random(session.random());
    if (Files.exists(overlap(file))) {
      builder.overlappingKey(new Keys(session).open(overlap(file), password.characters()));
    }
    return builder.open();
  }

  /** The key file that was named, or where it lies by default. */
  Path keyFile(@Nullable Path named) {
    return named == null ? find() : named;
  }

  /** The key that signs beside the present one while trust lists change over. */
  static Path overlap(Path keyFile) {
    return keyFile.resolveSibling(keyFile.getFileName() + ".old");
  }

  /** The key that verifies a log of this origin. */
  static NoteKey noteKey(String origin, SigningKey key) {
    return NoteKey.of(
        origin,
        key.algorithm() == SignatureAlgorithm.SM2_SM3
            ? NoteKey.Kind.SM2_LOG
            : NoteKey.Kind.ED25519_LOG,
        key.verificationKey());
  }

  private Path find() {
    Path inKeys = directory.resolveSibling("keys").resolve(name());
    return Files.exists(inKeys) ? inKeys : beside();
  }

  private Path beside() {
    return directory.resolveSibling(name());
  }

  private String name() {
    return directory.toAbsolutePath().normalize().getFileName() + ".p12";
  }

  /** The file beside a key that holds what it signed last. */
  static Path head(Path keyFile) {
    return keyFile.resolveSibling(keyFile.getFileName() + ".head");
  }
}
