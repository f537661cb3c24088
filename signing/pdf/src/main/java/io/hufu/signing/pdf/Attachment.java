package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads files that are associated with the whole document (ISO 19005-3 §6.8, AF). */
final class Attachment {
  /** The data of a licence. */
  static final String LICENCE = "licence.json";

  /** What beside the data decides how the page looks. */
  static final String PAGE = "page.json";

  private static final int MAX_FILES = 1024;

  private Attachment() {}

  /**
   * Reads the file of this name that a view holds; empty when there is none.
   *
   * @throws PdfFault with SCHEMA_VIOLATION when there is more than one
   */
  static Optional<byte[]> read(View view, String name) throws IOException, PdfFault {
    List<Cos.Stream> found = new ArrayList<>();
    List<Cos> files = view.items(view.catalog().get("AF"));
    if (files.size() > MAX_FILES) {
      throw PdfFault.limit("associated files", MAX_FILES);
    }
    for (Cos item : files) {
      Cos.Dict file = view.dict(item);
      if (isNamed(view, file, name)
          && view.get(view.dict(file, "EF"), "F") instanceof Cos.Stream stream) {
        found.add(stream);
      }
    }
    if (found.size() > 1) {
      throw PdfFault.failed(FindingCode.SCHEMA_VIOLATION, name, "more than one " + name);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(view.decode(found.get(0)));
  }

  private static boolean isNamed(View view, Cos.Dict file, String wanted)
      throws IOException, PdfFault {
    Cos name = view.get(file, "UF") instanceof Cos.Text text ? text : view.get(file, "F");
    return name instanceof Cos.Text text && TextString.of(text).equals(wanted);
  }
}
