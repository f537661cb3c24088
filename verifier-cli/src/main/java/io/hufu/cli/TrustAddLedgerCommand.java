package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add ledger}: adds a log with its keys and witnesses. */
@Command
final class TrustAddLedgerCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Option(names = "--origin", required = true, paramLabel = "ORIGIN")
  private String origin;

  @Option(names = "--vkey", required = true, paramLabel = "VKEY")
  private List<String> keys;

  @Option(names = "--witness", paramLabel = "VKEY")
  private List<String> witnesses = List.of();

  @Option(names = "--quorum", defaultValue = "0", paramLabel = "N")
  private int quorum;

  TrustAddLedgerCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (quorum < 0 || quorum > witnesses.size()) {
      throw CommandFailure.usage("usage.value", quorum, "--quorum");
    }
    // ledger.md: the origin of an SM3 tree ends in /sm3.
    HashAlgorithm hash = origin.endsWith("/sm3") ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
    TrustFiles files = new TrustFiles(session);
    JsonObject ledger =
        JsonObject.builder()
            .put("origin", origin)
            .put("hash", hash.label())
            .put("keys", TrustDraft.texts(keys))
            .put("witnesses", TrustDraft.texts(witnesses))
            .put("quorum", quorum)
            .build();
    files.write(draft, files.draft(draft).withLedger(ledger), true);
    session.print("trust.add.done", origin, session.show(draft));
    return ExitCode.DONE;
  }
}
