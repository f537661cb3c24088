package io.hufu.cli;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add region}: says when a region's code was in use, and what became of it. */
@Command
final class TrustAddRegionCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Option(names = "--region", required = true, paramLabel = "CODE")
  private String region;

  @Option(names = "--since", paramLabel = "DATE")
  private String since;

  @Option(names = "--until", paramLabel = "DATE")
  private String until;

  @Option(names = "--merged-into", split = ",", paramLabel = "CODE")
  private List<String> mergedInto = List.of();

  TrustAddRegionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    JsonObject.Builder period = JsonObject.builder().put("code", region);
    if (since != null) {
      period.put("from", ChinaTime.date("--since", since).toString());
    }
    if (until != null) {
      period.put("to", ChinaTime.date("--until", until).toString());
    }
    if (!mergedInto.isEmpty()) {
      period.put("mergedInto", TrustDraft.texts(mergedInto));
    }
    TrustFiles files = new TrustFiles(session);
    files.write(draft, files.draft(draft).with("regions", period.build()), true);
    session.print("trust.add.done", region, session.show(draft));
    return ExitCode.DONE;
  }
}
