package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.AuthorityLevel;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.UnifiedSocialCreditCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust add authority}: adds an authority with its keys and one grant. */
@Command
final class TrustAddAuthorityCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Option(names = "--code", required = true, paramLabel = "USCC")
  private String code;

  @Option(names = "--name-zh", required = true, paramLabel = "NAME")
  private String nameZh;

  @Option(names = "--name-en", required = true, paramLabel = "NAME")
  private String nameEn;

  @Option(names = "--level", required = true, paramLabel = "LEVEL")
  private AuthorityLevel level;

  @Option(names = "--region", required = true, split = ",", paramLabel = "CODE")
  private List<String> regions;

  @Option(names = "--cert", required = true, paramLabel = "CERT")
  private List<Path> certificates;

  @Option(names = "--status-cert", paramLabel = "CERT")
  private List<Path> statusCertificates = List.of();

  @Option(names = "--encryption-cert", paramLabel = "CERT")
  private List<Path> encryptionCertificates = List.of();

  @Option(names = "--type", required = true, split = ",", paramLabel = "TYPE|*")
  private List<String> types;

  @Option(names = "--since", required = true, paramLabel = "DATE")
  private String since;

  @Option(names = "--until", paramLabel = "DATE")
  private String until;

  @Option(names = "--logged-only")
  private boolean loggedOnly;

  TrustAddAuthorityCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (!UnifiedSocialCreditCode.isValid(code)) {
      throw CommandFailure.usage("usage.uscc", code);
    }
    TrustFiles files = new TrustFiles(session);
    List<Certificate> known = new ArrayList<>();
    for (Path file : certificates) {
      known.addAll(new Keys(session).certificates(file));
    }
    for (Path file : encryptionCertificates) {
      known.addAll(new Keys(session).certificates(file));
    }
    files.write(draft, files.draft(draft).withAuthority(authority()).withCertificates(known), true);
    session.print("trust.add.done", session.words().choose(nameZh, nameEn), session.show(draft));
    return ExitCode.DONE;
  }

  private JsonObject authority() throws CommandFailure {
    List<JsonValue> keys = new ArrayList<>();
    addRules(keys, certificates, KeyUse.LICENCE);
    addRules(keys, statusCertificates, KeyUse.STATUS);
    addRules(keys, encryptionCertificates, KeyUse.ENCRYPTION);
    return JsonObject.builder()
        .put("code", code)
        .put("names", new TrustDraft.Names(nameZh, nameEn).toJson())
        .put("level", level.name())
        .put("regions", TrustDraft.texts(regions))
        .put("keys", new JsonArray(keys))
        .put("grants", JsonArray.of(grant()))
        .put("loggedOnly", loggedOnly)
        .build();
  }

  private void addRules(List<JsonValue> keys, List<Path> files, KeyUse use) throws CommandFailure {
    for (Path file : files) {
      keys.add(TrustDraft.keyRule(new Keys(session).certificates(file).get(0), Set.of(use)));
    }
  }

  private JsonObject grant() throws CommandFailure {
    List<String> codes = new ArrayList<>();
    for (String type : types) {
      codes.add(type.equals("*") ? type : new Types(session).require(type).code());
    }
    JsonObject grant =
        JsonObject.builder()
            .put("types", TrustDraft.texts(codes))
            .put("regions", TrustDraft.texts(regions))
            .put("from", ChinaTime.date("--since", since).toString())
            .build();
    return until == null
        ? grant
        : grant.with("to", new JsonValue.JsonText(ChinaTime.date("--until", until).toString()));
  }
}
