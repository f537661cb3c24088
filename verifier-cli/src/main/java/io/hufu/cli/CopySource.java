package io.hufu.cli;

import io.hufu.crypto.SigningKey;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A licence to be copied. Only what the same key has signed is copied: whoever signs a copy vouches
 * for the licence again, and knows its own signature without asking anybody.
 */
final class CopySource {
  private final Session session;
  private final SigningKey key;

  CopySource(Session session, SigningKey key) {
    this.session = session;
    this.key = key;
  }

  LicencePayload read(Path file) throws CommandFailure {
    InputFiles inputs = new InputFiles(session);
    inputs.requireFile(file);
    try (Document document = Document.of(file)) {
      return UnverifiedLicence.readWithoutVerifying(
              document, LicenceFormat.installed(), Limits.DEFAULT)
          .flatMap(found -> own(found.subject()))
          .orElseThrow(() -> CommandFailure.input("copy.source", session.show(file)));
    } catch (IOException e) {
      throw inputs.unreadable(file, e);
    }
  }

  private Optional<LicencePayload> own(Subject subject) {
    boolean intact =
        subject.findings().stream()
                .anyMatch(f -> f.code().equals(FindingCode.SIGNATURE_INTACT.name()))
            && subject.findings().stream()
                .noneMatch(
                    f -> f.outcome() == Outcome.FAILED || f.outcome() == Outcome.INCONCLUSIVE);
    boolean ours =
        subject.signatures().size() == 1
            && subject.signatures().get(0).signer().filter(key.certificate()::equals).isPresent();
    return intact && ours ? subject.licencePayload() : Optional.empty();
  }
}
