package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.LogEntry;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a licence would have in a log. */
final class LicenceEntries {
  private final Session session;

  LicenceEntries(Session session) {
    this.session = session;
  }

  /** Returns the entry of the first signature; empty for what is no signed licence. */
  Optional<LogEntry> entry(Path file, HashAlgorithm hash) throws CommandFailure {
    InputFiles inputs = new InputFiles(session);
    inputs.requireFile(file);
    try (Document document = Document.of(file)) {
      return UnverifiedLicence.readWithoutVerifying(
              document, LicenceFormat.installed(), Limits.DEFAULT)
          .flatMap(found -> found.subject().signatures().stream().findFirst())
          .flatMap(signature -> signature.logEntry(hash));
    } catch (IOException e) {
      throw inputs.unreadable(file, e);
    }
  }
}
