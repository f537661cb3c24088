package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.seal.Seal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu pki seal}: a pilot seal for a certified agency. */
@Command
final class PkiSealCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--dir", required = true, paramLabel = "DIR")
  private Path directory;

  @Option(names = "--id", required = true, paramLabel = "ID")
  private String id;

  @Option(names = "--name", required = true, paramLabel = "NAME")
  private String name;

  @Option(names = "--days", defaultValue = "365", paramLabel = "N")
  private int days;

  @Mixin private PasswordOption password;

  PkiSealCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    Days.require("--days", days);
    if (!id.matches(PkiIssueCommand.FILE_NAME)) {
      throw CommandFailure.usage("usage.value", id, "--id");
    }
    if (name.isBlank()) {
      throw CommandFailure.usage("usage.value", name, "--name");
    }
    Duration life = Duration.ofDays(days);
    try (Password secret = password.read(session)) {
      PilotDirectory pki = PilotDirectory.open(session, directory, secret.characters());
      Certificate signer = new Keys(session).certificates(pki.file(id, ".pem")).get(0);
      Seal seal = PilotSeal.of(session, pki, life).make(id, name, signer, life);
      session.print(
          "pki.seal.done", session.show(pki.file(id, PilotSeal.EXTENSION)), seal.name(), seal.id());
    }
    return ExitCode.DONE;
  }
}
