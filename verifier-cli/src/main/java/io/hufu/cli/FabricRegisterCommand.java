package io.hufu.cli;

import io.hufu.ledger.fabric.FabricOperator;
import io.hufu.model.LedgerTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu fabric register}: registers a log of a trust list, or its changed keys. */
@Command
final class FabricRegisterCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "PROFILE")
  private Path profile;

  @Option(names = "--trust", required = true, paramLabel = "LIST")
  private Path trust;

  @Option(names = "--origin", required = true, paramLabel = "ORIGIN")
  private String origin;

  @Option(names = "--keys-changed")
  private boolean keysChanged;

  FabricRegisterCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    LedgerTrust log =
        new TrustFiles(session)
            .signed(trust)
            .ledger(origin)
            .orElseThrow(() -> CommandFailure.usage("usage.value", OneLine.of(origin), "--origin"));
    FabricProfile read = FabricProfile.read(session, profile);
    try (FabricOperator operator = read.client().operator()) {
      if (keysChanged) {
        operator.rotateKeys(log);
      } else {
        operator.register(log, read.mspId(), read.trust().quorum());
      }
    }
    session.print("fabric.registered", origin, read.trust().channel());
    return ExitCode.DONE;
  }
}
