package io.hufu.signing.xml;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.input.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads the XMLDSig and XAdES signatures of others: enveloped, enveloping, detached. Used once.
 *
 * <p>What holds is that the document is what was signed; it has no licence data.
 */
final class ForeignReader {
  private final Whole whole;
  private final Limits limits;
  private final Contents contents;
  private final boolean container;
  private final List<SubjectSignature> signatures = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Set<String>> outside = new ArrayList<>();

  /**
   * @param container whether the document only holds signatures over contents outside of it
   */
  ForeignReader(Whole whole, Limits limits, Contents contents, boolean container) {
    this.whole = whole;
    this.limits = limits;
    this.contents = contents;
    this.container = container;
  }

  /**
   * Reads all signatures but countersignatures.
   *
   * @param before signatures of other parts of the document, which have the first numbers
   */
  void read(int before) {
    for (Element element : whole.survey().signatures()) {
      if (!Children.is(element.getParentNode(), Names.XADES, "CounterSignature")) {
        int number = before + signatures.size() + 1;
        if (number > limits.signatures()) {
          findings.add(
              Finding.of(
                  FindingCode.LIMIT_EXCEEDED,
                  Outcome.INCONCLUSIVE,
                  FindingSubject.DOCUMENT,
                  Map.of("limit", limits.signatures() + "")));
          return;
        }
        signatures.add(read(element, number));
      }
    }
  }

  private SubjectSignature read(Element element, int number) {
    FindingSubject subject = FindingSubject.signature(number);
    outside.add(new HashSet<>());
    try {
      XmlSignature read = SignatureReader.read(element, false);
      return judge(read, number, subject);
    } catch (RefusedException e) {
      findings.add(e.about(subject));
      return unread(number);
    }
  }

  private static SubjectSignature unread(int number) {
    return new SubjectSignature(
        number, null, List.of(), hash -> hash.digest(), new byte[0], new byte[0], null, List.of());
  }

  private SubjectSignature judge(XmlSignature read, int number, FindingSubject subject)
      throws RefusedException {
    Set<String> uris = outside(read);
    outside.get(outside.size() - 1).addAll(uris);
    Dereferencing dereferencing = new Dereferencing(whole, contents.of(uris), read);
    SignatureJudge judge = new SignatureJudge(read, dereferencing, subject, limits.chain());
    judge.judge(false);
    EvidenceReader evidence = new EvidenceReader(number, whole.budget());
    XadesProperties properties = properties(read);
    if (properties != null && properties.unsigned() != null) {
      evidence.read(properties.unsigned());
    }
    findings.addAll(judge.findings());
    findings.addAll(contents.unsigned(uris, subject));
    findings.addAll(coverage(read, dereferencing, subject));
    findings.add(level(read, evidence, subject));
    findings.addAll(evidence.findings());
    findings.addAll(
        new CounterSignatures(whole, read, number, limits.chain())
            .judge(evidence.counterSignatures()));
    return new SubjectSignature(
        number,
        judge.algorithm().orElse(null),
        judge.certificates(),
        hash -> hash.digest(judge.octets()),
        judge.value(),
        evidence.stampCanonicalization().of(read.valueElement(), whole.budget()),
        properties == null ? null : properties.signingTime(),
        evidence.evidence());
  }

  /** Properties that no Reference covers were added by anybody and are not looked at. */
  private @Nullable XadesProperties properties(XmlSignature read) throws RefusedException {
    XadesProperties properties = read.properties();
    if (properties == null || properties.signed() == null) {
      return properties;
    }
    String uri = "#" + properties.id();
    boolean covered =
        !properties.id().isEmpty()
            && whole
                .survey()
                .element(properties.id())
                .filter(properties.signed()::equals)
                .isPresent()
            && read.references().stream().anyMatch(r -> uri.equals(r.uri()));
    if (!covered) {
      throw RefusedException.failed(
          FindingCode.XML_REFERENCE_WRONG, "SignedInfo", "the signed properties are not signed");
    }
    return properties;
  }

  /** Returns the URIs of the contents outside that a signature names; empty for one without URI. */
  private static Set<String> outside(XmlSignature read) {
    Set<String> uris = new HashSet<>();
    for (XmlReference reference : read.dataReferences()) {
      String uri = reference.uri();
      if (uri == null || (!uri.isEmpty() && uri.charAt(0) != '#')) {
        uris.add(uri == null ? "" : uri);
      }
    }
    return uris;
  }

  private List<Finding> coverage(
      XmlSignature read, Dereferencing dereferencing, FindingSubject subject) {
    try {
      Coverage.require(whole, read, dereferencing, container || isDetached(read));
      return List.of();
    } catch (RefusedException e) {
      return List.of(e.about(subject));
    }
  }

  /** A signature alone in its document, over contents outside. */
  private boolean isDetached(XmlSignature read) {
    return read.element() == whole.document().getDocumentElement();
  }

  private static Finding level(XmlSignature read, EvidenceReader evidence, FindingSubject subject) {
    return Finding.of(
        FindingCode.SIGNATURE_FORM,
        Outcome.NOTICE,
        subject,
        Map.of("form", read.properties() == null ? "XMLDSig" : "XAdES-" + evidence.level()));
  }

  List<SubjectSignature> signatures() {
    return signatures;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Returns for each signature the URIs of the contents outside that it names. */
  List<Set<String>> outside() {
    return outside;
  }
}
