package io.hufu.cli;

import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.model.Catalogue;
import io.hufu.model.DisclosureRequest;
import io.hufu.model.LicenceType;
import io.hufu.model.Matter;
import io.hufu.model.Matter.Accepted;
import io.hufu.model.Matter.Material;
import io.hufu.model.Matters;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu matter show}: what a matter needs, or the request for what to disclose. */
@Command
final class MatterShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "CODE")
  private String code;

  @Option(names = "--matters", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--catalogue", paramLabel = "DIR")
  private Path types;

  @Option(names = "--request")
  private boolean request;

  @Option(names = "--audience", paramLabel = "X")
  private String audience;

  @Option(names = "--nonce", paramLabel = "N")
  private String nonce;

  @Option(names = "--output", defaultValue = "text", paramLabel = "text|json")
  private TextOrJson output;

  MatterShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    MatterFiles files = new MatterFiles(session);
    Matters.Listed listed = files.require(files.toShow(folder), code);
    Matter matter = listed.matter();
    if (request) {
      session.out().writeBytes(Json.pretty(request(matter).toJson()));
    } else if (output == TextOrJson.JSON) {
      session.out().writeBytes(Json.pretty(matter.toJson()));
    } else {
      describe(listed, new Types(session).catalogue(types));
    }
    return ExitCode.DONE;
  }

  /** A number that nobody has guessed is drawn when none is given. */
  private DisclosureRequest request(Matter matter) throws CommandFailure {
    String to = audience == null ? matter.code().key() : audience;
    String number = nonce == null ? drawn() : nonce;
    if (to.isBlank() || number.isBlank()) {
      throw CommandFailure.usage("usage.challenge");
    }
    return matter.disclosureRequest(to, number);
  }

  private String drawn() {
    byte[] bytes = new byte[16];
    session.random().nextBytes(bytes);
    return Base64Url.encode(bytes);
  }

  private void describe(Matters.Listed listed, Catalogue catalogue) {
    Words words = session.words();
    Matter matter = listed.matter();
    session.print(
        "matter.head", matter.code().key(), words.choose(matter.nameZh(), matter.nameEn()));
    session.print("matter.basis", String.join("; ", matter.legalBasis()));
    Optional.ofNullable(listed.signer())
        .ifPresentOrElse(
            signer -> session.print("matter.signed", signer.subject()),
            () -> session.print("matter.local"));
    for (Material material : matter.materials()) {
      session.print(
          "matter.material",
          material.id(),
          words.choose(material.nameZh(), material.nameEn()),
          session.say("matter." + kind(material)));
      for (Accepted accepted : material.accepts()) {
        session.print(
            "matter.accepts",
            name(accepted, catalogue),
            accepted.states().stream().map(Enum::name).collect(Collectors.joining(" ")),
            accepted.evidence(),
            String.join(" ", accepted.fields()));
      }
    }
    matter
        .rules()
        .forEach(
            rule ->
                session.print(
                    "matter.rule",
                    rule.id(),
                    rule.kind(),
                    rule.fields().stream()
                        .map(field -> field.material() + "." + field.field())
                        .collect(Collectors.joining(" "))));
  }

  private static String kind(Material material) {
    if (material.exempt()) {
      return "exempt";
    }
    String kind = material.accepts().isEmpty() ? "byHand" : "licence";
    return material.required() ? kind : kind + "Optional";
  }

  private String name(Accepted accepted, Catalogue catalogue) {
    return catalogue
        .find(accepted.type())
        .map((LicenceType type) -> session.words().choose(type.nameZh(), type.nameEn()))
        .orElse(accepted.type());
  }
}
