package io.hufu.cli;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.model.Catalogue;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.MiniToken;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Masking;
import io.hufu.model.report.Presentation;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu inspect}: what is inside, explicitly unverified, personal numbers masked. */
@Command
final class InspectCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Option(names = "--pages", paramLabel = "DIR")
  private @Nullable Path pages;

  InspectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    InputFiles inputs = new InputFiles(session);
    inputs.requireFile(file);
    try (Document document = Document.of(file)) {
      UnverifiedLicence found =
          UnverifiedLicence.readWithoutVerifying(
                  document, LicenceFormat.installed(), Limits.DEFAULT)
              .orElseThrow(() -> CommandFailure.input("inspect.unknown", session.show(file)));
      session.out().println(session.terminal().yellow(session.say("inspect.head")));
      print(found);
      if (pages != null) {
        new PageFiles(session, pages).write(document, found.subject().carrier(), file);
      }
      return ExitCode.DONE;
    } catch (IOException e) {
      throw inputs.unreadable(file, e);
    }
  }

  private void print(UnverifiedLicence found) {
    session.print("inspect.carrier", found.subject().carrier().label());
    found.licence().ifPresent(this::print);
    Presentation presented = found.subject().presented();
    if (presented != null && presented.disclosed() != null) {
      print(presented.disclosed());
    }
    MiniToken token = found.subject().token();
    if (token != null) {
      session.print("inspect.token", token.identifier().text(), token.day(), token.algorithm());
    }
    for (SubjectSignature signature : found.subject().signatures()) {
      session.print(
          "inspect.signature",
          signature.number(),
          signature.algorithm() == null ? "?" : signature.algorithm(),
          OneLine.of(signature.signer().map(c -> c.subject()).orElse("?")),
          signature.claimedAt() == null ? "?" : ChinaTime.text(signature.claimedAt()),
          signature.evidence().stream()
              .map(Evidence::kind)
              .map(Evidence.Kind::label)
              .collect(Collectors.joining(" ")));
    }
    for (Finding finding : found.subject().findings()) {
      session.print(
          "inspect.finding", finding.outcome(), finding.code(), OneLine.of(finding.where()));
    }
  }

  private void print(DisclosedLicence licence) {
    JsonValue masked =
        Masking.disclosed(licence, Catalogue.shipped().find(licence.type()).orElse(null));
    session.out().writeBytes(Json.pretty(masked));
  }

  private void print(Licence licence) {
    JsonValue masked =
        Masking.licence(licence, Catalogue.shipped().find(licence.type()).orElse(null));
    session.out().writeBytes(Json.pretty(masked));
  }
}
