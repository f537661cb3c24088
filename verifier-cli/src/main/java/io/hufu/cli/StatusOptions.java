package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.LicenceIdentifier;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The register that a status command works on, and the key that signs for it. */
final class StatusOptions {
  @Parameters(index = "0", paramLabel = "DIR")
  private Path directory;

  @Option(names = "--key", required = true, paramLabel = "P12")
  private Path key;

  @Mixin private PasswordOption password;

  StatusRegister open(Session session) throws CommandFailure, IOException {
    try (Password secret = password.read(session)) {
      return open(session, secret);
    }
  }

  StatusRegister open(Session session, Password secret) throws CommandFailure, IOException {
    return new StatusFiles(session, directory).open(key, secret);
  }

  Password password(Session session) throws CommandFailure {
    return password.read(session);
  }

  /** Makes the register; its licences start NOT_ACTIVE when asked for. */
  StatusRegister create(Session session, String authority, String lists, boolean notActive)
      throws CommandFailure, IOException {
    try (Password secret = password.read(session)) {
      StatusFiles files = new StatusFiles(session, directory);
      return notActive
          ? files.createNotActive(key, authority, lists, secret)
          : files.create(key, authority, lists, secret);
    }
  }

  String shown(Session session) {
    return session.show(directory);
  }

  /** Reads the identifier of a licence. */
  static LicenceIdentifier identifier(String text) throws CommandFailure {
    try {
      return LicenceIdentifier.parse(text);
    } catch (MalformedDataException e) {
      throw CommandFailure.usage("usage.identifier", OneLine.of(text));
    }
  }
}
