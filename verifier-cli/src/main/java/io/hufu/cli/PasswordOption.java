package io.hufu.cli;

import picocli.CommandLine.Option;

/** {@code --password-file}: the password of the P12 files that a command uses. */
final class PasswordOption {
  @Option(names = "--password-file", required = true, paramLabel = "FILE|-")
  private String passwordFile;

  Password read(Session session) throws CommandFailure {
    return Password.read(session, passwordFile);
  }
}
