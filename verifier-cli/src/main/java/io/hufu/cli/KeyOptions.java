package io.hufu.cli;

import io.hufu.crypto.SigningKey;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** The options that name a key: {@code --key} and {@code --password-file}. */
final class KeyOptions {
  @Option(names = "--key", required = true, paramLabel = "P12")
  private Path key;

  @Option(names = "--password-file", required = true, paramLabel = "FILE|-")
  private String passwordFile;

  /** Opens the key; the password is forgotten at once. */
  SigningKey open(Session session) throws CommandFailure {
    char[] password = new InputFiles(session).password(passwordFile);
    try {
      return new Keys(session).open(key, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Opens the key, which must be fit to sign documents now. */
  SigningKey openForSigning(Session session) throws CommandFailure {
    SigningKey opened = open(session);
    new Keys(session).requireUsable(opened, key);
    return opened;
  }
}
