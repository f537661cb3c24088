package io.hufu.cli;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.ledger.LogReader;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger prove}: a receipt for an index, or the consistency of two sizes. */
@Command
final class LedgerProveCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "LOG")
  private String place;

  @Option(names = "--index", paramLabel = "N")
  private Long index;

  @Option(names = "--from", paramLabel = "SIZE")
  private Long from;

  LedgerProveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    if ((index == null) == (from == null)) {
      throw CommandFailure.usage("usage.oneOf", "--index", "--from");
    }
    LogReader log = new LogPlace(session, place).open();
    long size = log.size();
    if (index != null) {
      require(index >= 0 && index < size, "--index", index);
      session.out().writeBytes(log.prove(index).encoded());
      session.out().println();
    } else {
      require(from >= 0 && from <= size, "--from", from);
      session.out().writeBytes(Json.pretty(consistency(log, size)));
    }
    return ExitCode.DONE;
  }

  private static void require(boolean holds, String option, long value) throws CommandFailure {
    if (!holds) {
      throw CommandFailure.usage("usage.value", value, option);
    }
  }

  private JsonObject consistency(LogReader log, long size) throws IOException {
    List<String> path =
        log.consistency(from, size).stream().map(Base64.getEncoder()::encodeToString).toList();
    return JsonObject.builder()
        .put("origin", log.origin())
        .put("from", from)
        .put("to", size)
        .put("path", TrustDraft.texts(path))
        .build();
  }
}
