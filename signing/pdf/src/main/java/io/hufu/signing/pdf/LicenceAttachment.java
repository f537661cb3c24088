package io.hufu.signing.pdf;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.Optional;

/** Reads {@code licence.json}, the data that the verdict is about. */
final class LicenceAttachment {
  private LicenceAttachment() {}

  /**
   * Reads the licence that the newest revision holds; empty when there is none.
   *
   * @throws PdfFault with SCHEMA_VIOLATION when there is one that is not well made
   */
  static Optional<LicencePayload> read(View view) throws IOException, PdfFault {
    Optional<byte[]> file = Attachment.read(view, Attachment.LICENCE);
    return file.isEmpty() ? Optional.empty() : Optional.of(parse(file.get()));
  }

  private static LicencePayload parse(byte[] file) throws PdfFault {
    try {
      return LicencePayload.fromJsonFile(file);
    } catch (MalformedDataException e) {
      throw PdfFault.failed(
          FindingCode.SCHEMA_VIOLATION, Attachment.LICENCE, String.valueOf(e.getMessage()));
    }
  }
}
