package io.hufu.cli;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add successor}: says who took over an authority's tasks. */
@Command
final class TrustAddSuccessorCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Option(names = "--code", required = true, paramLabel = "USCC")
  private String code;

  @Option(names = "--successor", required = true, paramLabel = "USCC")
  private String successor;

  @Option(names = "--since", required = true, paramLabel = "DATE")
  private String since;

  @Option(names = "--basis", paramLabel = "TEXT")
  private String basis;

  TrustAddSuccessorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    JsonObject.Builder succession =
        JsonObject.builder()
            .put("code", successor)
            .put("from", ChinaTime.date("--since", since).toString());
    if (basis != null) {
      succession.put("basis", basis);
    }
    new TrustFiles(session).addTo(draft, code, "successors", succession.build());
    return ExitCode.DONE;
  }
}
