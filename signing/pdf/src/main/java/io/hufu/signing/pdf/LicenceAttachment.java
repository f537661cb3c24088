package io.hufu.signing.pdf;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code licence.json}, an associated file of the document (ISO 19005-3 §6.8, AF). */
final class LicenceAttachment {
  static final String NAME = "licence.json";

  private static final int MAX_FILES = 1024;

  private LicenceAttachment() {}

  /**
   * Reads the licence that the newest revision holds; empty when there is none.
   *
   * @throws PdfFault with SCHEMA_VIOLATION when there is one that is not well made
   */
  static Optional<LicencePayload> read(View view) throws IOException, PdfFault {
    List<Cos.Stream> found = new ArrayList<>();
    List<Cos> files = view.items(view.catalog().get("AF"));
    if (files.size() > MAX_FILES) {
      throw PdfFault.limit("associated files", MAX_FILES);
    }
    for (Cos item : files) {
      Cos.Dict file = view.dict(item);
      if (isLicence(view, file)
          && view.get(view.dict(file, "EF"), "F") instanceof Cos.Stream stream) {
        found.add(stream);
      }
    }
    if (found.size() > 1) {
      throw fault("more than one " + NAME);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(parse(view.decode(found.get(0))));
  }

  private static boolean isLicence(View view, Cos.Dict file) throws IOException, PdfFault {
    Cos name = view.get(file, "UF") instanceof Cos.Text text ? text : view.get(file, "F");
    return name instanceof Cos.Text text && TextString.of(text).equals(NAME);
  }

  private static LicencePayload parse(byte[] file) throws PdfFault {
    try {
      return LicencePayload.fromJsonFile(file);
    } catch (MalformedDataException e) {
      throw fault(String.valueOf(e.getMessage()));
    }
  }

  private static PdfFault fault(String detail) {
    return PdfFault.failed(FindingCode.SCHEMA_VIOLATION, NAME, detail);
  }
}
