package io.hufu.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --password-file} of a command that needs it in one of its two uses. */
final class OptionalPasswordOption {
  @Option(names = "--password-file", paramLabel = "FILE|-")
  private @Nullable String passwordFile;

  Password required(Session session) throws CommandFailure {
    if (passwordFile == null) {
      throw CommandFailure.usage("usage.exchangeUse");
    }
    return Password.read(session, passwordFile);
  }
}
