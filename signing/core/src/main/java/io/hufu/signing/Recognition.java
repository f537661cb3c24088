package io.hufu.signing;

import io.hufu.model.Carrier;
import io.hufu.signing.input.Document;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the format of a document by its content, in one order for everybody. Stateless.
 *
 * <p>No file name is ever asked. The order matters for bytes that more than one format could claim:
 * the narrower claim comes first, so that a file made to look like two has one meaning.
 */
public final class Recognition {
  private static final List<Carrier> ORDER =
      List.of(
          Carrier.PDF, // %PDF-
          Carrier.OFD, // ZIP with OFD.xml
          Carrier.ASIC, // ZIP with META-INF
          Carrier.XML, // <
          Carrier.CMS, // a DER SEQUENCE, or PEM
          Carrier.JWS, // e y, or a JSON object
          Carrier.JSON,
          Carrier.QR, // read before any format, see TokenDocument
          Carrier.UNKNOWN);

  private Recognition() {}

  /** Returns the formats in the order in which they are asked; equals keep their own. */
  public static List<LicenceFormat> inOrder(List<LicenceFormat> formats) {
    return formats.stream()
        .sorted(Comparator.comparingInt(format -> ORDER.indexOf(format.carrier())))
        .toList();
  }

  /**
   * Returns the first format that recognises the document.
   *
   * @throws IOException when the document cannot be read
   */
  public static Optional<LicenceFormat> of(Document document, List<LicenceFormat> formats)
      throws IOException {
    for (LicenceFormat format : inOrder(formats)) {
      if (format.recognises(document)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
