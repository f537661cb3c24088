package io.hufu.signing;

import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.qr.TokenDocument;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a document says of itself, believed by nobody. Immutable.
 *
 * <p>For looking inside a file before, or without, judging it. Nothing here may be relied on: a
 * licence to rely on comes from a verification report.
 *
 * @param subject the facts as the format read them
 */
public record UnverifiedLicence(Subject subject) {
  /** Reads with the installed formats and default limits; empty when no format knows the bytes. */
  public static Optional<UnverifiedLicence> readWithoutVerifying(byte[] bytes) {
    try {
      return readWithoutVerifying(Document.of(bytes), LicenceFormat.installed(), Limits.DEFAULT);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory could not be read", e);
    }
  }

  /**
   * Reads with these formats, in the order of {@link Recognition}; empty when none recognises the
   * document.
   */
  public static Optional<UnverifiedLicence> readWithoutVerifying(
      Document document, List<LicenceFormat> formats, Limits limits) throws IOException {
    Optional<Subject> token =
        TokenDocument.open(document, limits, text -> byFormat(text, formats, limits));
    Optional<Subject> found = token.isPresent() ? token : byFormat(document, formats, limits);
    return found.map(UnverifiedLicence::new);
  }

  private static Optional<Subject> byFormat(
      Document document, List<LicenceFormat> formats, Limits limits) throws IOException {
    Optional<LicenceFormat> format = Recognition.of(document, formats);
    return format.isEmpty() ? Optional.empty() : Optional.of(format.get().open(document, limits));
  }

  /** Returns the licence data as found, when there is a complete licence inside. */
  public Optional<Licence> licence() {
    return subject.licencePayload().map(LicencePayload::licence);
  }
}
