package io.hufu.cli;

import io.hufu.crypto.SigningKey;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a key: {@code --key} and {@code --password-file}. */
final class KeyOptions {
  @Option(names = "--key", required = true, paramLabel = "P12")
  private Path key;

  @Mixin private PasswordOption password;

  Path file() {
    return key;
  }

  Password password(Session session) throws CommandFailure {
    return password.read(session);
  }

  /** Opens the key, which must be fit to sign documents now. */
  SigningKey openForSigning(Session session, Password secret) throws CommandFailure {
    Keys keys = new Keys(session);
    SigningKey opened = keys.open(key, secret.characters());
    keys.requireUsable(opened, key);
    return opened;
  }

  /** Opens the key for signing, and forgets the password. */
  SigningKey openForSigning(Session session) throws CommandFailure {
    try (Password secret = password(session)) {
      return openForSigning(session, secret);
    }
  }
}
