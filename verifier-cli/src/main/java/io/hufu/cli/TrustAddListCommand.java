package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.LowerList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add list}: names a list below, who signs it and what is left to it. */
@Command
final class TrustAddListCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Option(names = "--signer", required = true, paramLabel = "CERT")
  private List<Path> signers;

  @Option(names = "--name-zh", required = true, paramLabel = "NAME")
  private String nameZh;

  @Option(names = "--name-en", required = true, paramLabel = "NAME")
  private String nameEn;

  @Option(names = "--type", required = true, split = ",", paramLabel = "TYPE|*")
  private List<String> types;

  @Option(names = "--region", required = true, split = ",", paramLabel = "CODE")
  private List<String> regions;

  @Option(names = "--since", required = true, paramLabel = "DATE")
  private String since;

  @Option(names = "--until", paramLabel = "DATE")
  private String until;

  @Option(names = "--service", split = ",", paramLabel = "SERVICE")
  private List<LowerList.Service> services = List.of();

  TrustAddListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    List<String> codes = new ArrayList<>();
    for (String type : types) {
      codes.add(type.equals("*") ? type : new Types(session).require(type).code());
    }
    List<String> digests = new ArrayList<>();
    for (Path signer : signers) {
      Certificate certificate = new Keys(session).certificates(signer).get(0);
      digests.add(TrustDraft.digestText(certificate));
    }
    JsonObject.Builder list =
        JsonObject.builder()
            .put("name", new TrustDraft.Names(nameZh, nameEn).toJson())
            .put("signers", TrustDraft.texts(digests))
            .put(
                "scope",
                JsonObject.builder()
                    .put("types", TrustDraft.texts(codes))
                    .put("regions", TrustDraft.texts(regions))
                    .build())
            .put("services", TrustDraft.texts(services.stream().map(Enum::name).toList()))
            .put("from", ChinaTime.date("--since", since).toString());
    if (until != null) {
      list.put("to", ChinaTime.date("--until", until).toString());
    }
    TrustFiles files = new TrustFiles(session);
    files.write(draft, files.draft(draft).with("lists", list.build()), true);
    session.print("trust.add.done", session.words().choose(nameZh, nameEn), session.show(draft));
    return ExitCode.DONE;
  }
}
