package io.hufu.signing.xml;

import io.hufu.model.Carrier;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Limits;
import io.hufu.signing.input.XmlParser;
import io.hufu.signing.input.XmlRefusedException;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;

/** Opens an XML document: one of ours by its strict rules, any other as what it is. */
final class XmlOpening {
  private final Limits limits;
  private final Contents contents;

  XmlOpening(Limits limits, Contents contents) {
    this.limits = limits;
    this.contents = contents;
  }

  Subject open(byte[] bytes, Supplied supplied) {
    Document document;
    try {
      document = XmlParser.parse(bytes, limits);
    } catch (XmlRefusedException e) {
      return supplied.orUnsigned(
          new Subject(Carrier.XML, null, null, List.of(), List.of(refusal(e)), false));
    }
    Whole whole = Whole.of(document, limits);
    if (!whole.survey().licences().isEmpty()) {
      return supplied.orUnsigned(new LicenceReader(whole, limits).read(bytes));
    }
    io.hufu.signing.input.Document detached = supplied.detached();
    Contents known = detached == null ? contents : new GivenContent(detached);
    ForeignReader foreign = new ForeignReader(whole, limits, known, false);
    foreign.read(0);
    return new Subject(Carrier.XML, null, null, foreign.signatures(), foreign.findings(), false);
  }

  static Finding refusal(XmlRefusedException e) {
    Map<String, String> facts = Map.of("detail", String.valueOf(e.getMessage()));
    return switch (e.reason()) {
      case LIMIT -> document(FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, facts);
      case DOCUMENT_TYPE -> document(FindingCode.XML_DTD_REFUSED, Outcome.FAILED, facts);
      case NOT_WELL_FORMED -> document(FindingCode.MALFORMED, Outcome.FAILED, facts);
    };
  }

  private static Finding document(FindingCode code, Outcome outcome, Map<String, String> facts) {
    return Finding.of(code, outcome, FindingSubject.DOCUMENT, facts);
  }
}
