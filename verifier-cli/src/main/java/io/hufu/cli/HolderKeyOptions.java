package io.hufu.cli;

import io.hufu.crypto.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --holder-key}: the key by which a holder presents. Its certificate plays no part. */
final class HolderKeyOptions {
  @Option(names = "--holder-key", paramLabel = "P12")
  private Path key;

  @Option(names = "--password-file", paramLabel = "FILE|-")
  private String passwordFile;

  Optional<SigningKey> open(Session session) throws CommandFailure {
    if (key == null) {
      return Optional.empty();
    }
    if (passwordFile == null) {
      throw CommandFailure.usage("usage.holderPassword");
    }
    try (Password secret = Password.read(session, passwordFile)) {
      return Optional.of(new Keys(session).open(key, secret.characters()));
    }
  }
}
