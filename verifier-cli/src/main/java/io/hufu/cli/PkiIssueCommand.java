package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.UnifiedSocialCreditCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu pki issue}: certifies an agency of the pilot, dual certificates and a status key. */
@Command
final class PkiIssueCommand implements Callable<Integer> {
  static final String FILE_NAME = "[a-z0-9][a-z0-9-]{0,63}";

  private final Session session;

  @Option(names = "--dir", required = true, paramLabel = "DIR")
  private Path directory;

  @Option(names = "--id", required = true, paramLabel = "ID")
  private String id;

  @Option(names = "--name", required = true, paramLabel = "NAME")
  private String name;

  @Option(names = "--code", required = true, paramLabel = "USCC")
  private String code;

  @Option(names = "--days", defaultValue = "365", paramLabel = "N")
  private int days;

  @Mixin private PasswordOption password;

  PkiIssueCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    Days.require("--days", days);
    if (!id.matches(FILE_NAME)) {
      throw CommandFailure.usage("usage.value", id, "--id");
    }
    if (!UnifiedSocialCreditCode.isValid(code)) {
      throw CommandFailure.usage("usage.uscc", code);
    }
    try (Password secret = password.read(session)) {
      PilotDirectory pki = PilotDirectory.open(session, directory, secret.characters());
      SigningKey key = new PilotAgency(id, name, code).enrol(pki, Duration.ofDays(days));
      session.print(
          "pki.issue.done", session.show(pki.file(id, ".p12")), key.certificate().subject());
    }
    return ExitCode.DONE;
  }
}
