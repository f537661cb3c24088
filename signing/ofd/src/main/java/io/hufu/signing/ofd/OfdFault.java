package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.signing.input.ArchiveRefusedException;
import io.hufu.signing.input.XmlRefusedException;
import java.util.Map;

/** Something in a package that ends the reading of a part; says what and where. */
final class OfdFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient FindingCode code;
  private final transient Outcome outcome;
  private final String place;
  private final String detail;

  OfdFault(FindingCode code, Outcome outcome, String place, String detail) {
    super(detail);
    this.code = code;
    this.outcome = outcome;
    this.place = place;
    this.detail = detail;
  }

  static OfdFault malformed(String place, String detail) {
    return new OfdFault(FindingCode.MALFORMED, Outcome.FAILED, place, detail);
  }

  /** Says what a parser refused. */
  static OfdFault of(MalformedDataException e, String place) {
    String detail = String.valueOf(e.getMessage());
    if (e instanceof ArchiveRefusedException archive) {
      Finding finding = archive.finding();
      return new OfdFault(
          FindingCode.valueOf(finding.code()), finding.outcome(), finding.where(), detail);
    }
    if (e instanceof XmlRefusedException xml) {
      return switch (xml.reason()) {
        case DOCUMENT_TYPE ->
            new OfdFault(FindingCode.XML_DTD_REFUSED, Outcome.FAILED, place, detail);
        case LIMIT -> new OfdFault(FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, place, detail);
        case NOT_WELL_FORMED -> malformed(place, detail);
      };
    }
    return malformed(place, detail);
  }

  Finding about(FindingSubject subject) {
    Map<String, String> facts =
        place.isEmpty() ? Map.of("detail", detail) : Map.of("detail", detail, "entry", place);
    return Finding.of(code, outcome, subject, facts).at(place);
  }
}
