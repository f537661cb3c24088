package io.hufu.cli;

import java.util.Arrays;
import picocli.CommandLine.Option;

/** {@code --password-file}, for commands that use several P12 files of one password. */
final class PasswordOption {
  @Option(names = "--password-file", required = true, paramLabel = "FILE|-")
  private String passwordFile;

  /** What needs the password. */
  @FunctionalInterface
  interface Use {
    void with(char[] password) throws Exception;
  }

  /** Reads the password, uses it, forgets it. */
  void use(Session session, Use use) throws Exception {
    char[] password = new InputFiles(session).password(passwordFile);
    try {
      use.with(password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
