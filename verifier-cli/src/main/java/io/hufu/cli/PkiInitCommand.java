package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu pki init}: makes a pilot root, CA, TSA and trust-list key. */
@Command
final class PkiInitCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--dir", required = true, paramLabel = "DIR")
  private Path directory;

  @Option(names = "--suite", defaultValue = "sm", paramLabel = "sm|intl")
  private SuiteName suite;

  @Option(names = "--days", defaultValue = "365", paramLabel = "N")
  private int days;

  @Mixin private PasswordOption password;

  PkiInitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    Days.require("--days", days);
    try (Password secret = password.read(session)) {
      PilotDirectory.create(
          session, directory, secret.characters(), suite.suite(), Duration.ofDays(days));
    }
    session.print("pki.init.done", session.show(directory));
    session.note("pki.pilot");
    return ExitCode.DONE;
  }
}
