package io.hufu.cli;

import io.hufu.ledger.fabric.FabricLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu fabric publish}: brings the newest checkpoint of a log onto the channel. */
@Command
final class FabricPublishCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "PROFILE")
  private Path profile;

  @Option(names = "--key", paramLabel = "P12")
  private Path key;

  @Mixin private PasswordOption password;

  FabricPublishCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    FabricProfile read = FabricProfile.read(session, profile);
    try (Password secret = password.read(session);
        FabricLedger ledger =
            FabricLedger.open(
                new LedgerFiles(session, read.ledger()).open(key, secret), read.client().open())) {
      session.print("fabric.published", read.trust().channel(), ledger.size());
      session.out().print(ledger.checkpoint());
    }
    return ExitCode.DONE;
  }
}
