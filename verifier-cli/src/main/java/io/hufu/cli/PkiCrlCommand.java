package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu pki crl}: revokes a certificate, if one is named, and signs fresh lists. */
@Command
final class PkiCrlCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--dir", required = true, paramLabel = "DIR")
  private Path directory;

  @Option(names = "--revoke", paramLabel = "CERT")
  private Path revoked;

  @Option(names = "--at", paramLabel = "T")
  private String at;

  @Option(names = "--reason", defaultValue = "0", paramLabel = "0-10")
  private int reason;

  @Option(names = "--days", defaultValue = "30", paramLabel = "N")
  private int days;

  @Mixin private PasswordOption password;

  PkiCrlCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    Days.require("--days", days);
    // RFC 5280 §5.3.1: 7 is not used, 8 (removeFromCRL) belongs to delta lists.
    if (reason < 0 || reason > 10 || reason == 7 || reason == 8) {
      throw CommandFailure.usage("usage.value", reason, "--reason");
    }
    Instant when = at == null ? session.clock().instant() : ChinaTime.period("--at", at).from();
    try (Password secret = password.read(session)) {
      PilotDirectory pki = PilotDirectory.open(session, directory, secret.characters());
      if (revoked != null) {
        pki.revoke(new Keys(session).certificates(revoked).get(0), when, reason);
      }
      pki.publishLists(Duration.ofDays(days));
      session.print(
          "pki.crl.done",
          session.show(pki.file(PilotDirectory.ROOT, ".crl")),
          session.show(pki.file(PilotDirectory.CA, ".crl")));
    }
    return ExitCode.DONE;
  }
}
