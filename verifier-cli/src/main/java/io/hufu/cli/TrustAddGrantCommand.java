package io.hufu.cli;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add grant}: adds a grant, original or delegated, to a listed authority. */
@Command
final class TrustAddGrantCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Option(names = "--code", required = true, paramLabel = "USCC")
  private String code;

  @Option(names = "--type", required = true, split = ",", paramLabel = "TYPE|*")
  private List<String> types;

  @Option(names = "--region", required = true, split = ",", paramLabel = "CODE")
  private List<String> regions;

  @Option(names = "--since", required = true, paramLabel = "DATE")
  private String since;

  @Option(names = "--until", paramLabel = "DATE")
  private String until;

  @Option(names = "--delegator", paramLabel = "USCC")
  private String delegator;

  TrustAddGrantCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    List<String> codes = new ArrayList<>();
    for (String type : types) {
      codes.add(type.equals("*") ? type : new Types(session).require(type).code());
    }
    JsonObject.Builder grant =
        JsonObject.builder()
            .put("types", TrustDraft.texts(codes))
            .put("regions", TrustDraft.texts(regions))
            .put("from", ChinaTime.date("--since", since).toString());
    if (until != null) {
      grant.put("to", ChinaTime.date("--until", until).toString());
    }
    if (delegator != null) {
      grant.put("delegator", delegator);
    }
    new TrustFiles(session).addTo(draft, code, "grants", grant.build());
    return ExitCode.DONE;
  }
}
