package io.hufu.signing.xml;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Carrier;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Topic;
import io.hufu.signing.input.Limits;
import io.hufu.signing.input.XmlParser;
import io.hufu.signing.input.XmlRefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Opens a document that has an element of our licence namespaces: one form, everything else is
 * refused. Used once.
 */
final class LicenceReader {
  private static final FindingSubject SIGNATURE = FindingSubject.signature(1);
  private static final List<XmlReference.Transform> TRANSFORMS =
      List.of(
          new XmlReference.Transform(Names.ENVELOPED, null),
          new XmlReference.Transform(Names.EXCLUSIVE, null));

  private static final Set<String> NEVER_OURS =
      Set.of(
          FindingCode.XML_ALGORITHM_REFUSED.name(),
          FindingCode.XML_CANONICALIZATION_REFUSED.name(),
          FindingCode.XML_TRANSFORM_REFUSED.name());

  private final Whole whole;
  private final Document document;
  private final Survey survey;
  private final Limits limits;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable LicencePayload licence;
  private @Nullable SubjectSignature signature;

  LicenceReader(Whole whole, Limits limits) {
    this.whole = whole;
    this.document = whole.document();
    this.survey = whole.survey();
    this.limits = limits;
  }

  Subject read(byte[] bytes) {
    try {
      requireForm(bytes);
      Element element = soleSignature();
      XmlSignature read = SignatureReader.read(element, true);
      requireReferences(read);
      judge(read);
    } catch (RefusedException e) {
      findings.add(e.about(FindingSubject.DOCUMENT));
    }
    return new Subject(
        Carrier.XML,
        licence == null ? null : licence.role(),
        licence,
        signature == null ? List.of() : List.of(signature),
        findings.stream().map(LicenceReader::strictly).toList(),
        false);
  }

  /** We never write such methods: on a licence they are somebody else's doing. */
  private static Finding strictly(Finding finding) {
    return finding.outcome() == Outcome.INCONCLUSIVE && NEVER_OURS.contains(finding.code())
        ? new Finding(
            finding.topic(),
            Outcome.FAILED,
            finding.code(),
            finding.subject(),
            finding.where(),
            finding.facts(),
            finding.etsi())
        : finding;
  }

  /** One sequence of bytes per document: then nothing outside the signature can be bent. */
  private void requireForm(byte[] bytes) throws RefusedException {
    if (survey.hasUnseenNodes()) {
      document(FindingCode.XML_NODE_UNEXPECTED, "a comment or processing instruction");
    }
    if (survey.hasRepeatedIds()) {
      document(FindingCode.XML_ID_REPEATED, "an id occurs more than once");
    }
    SameOctets canonical = new SameOctets(bytes);
    CanonicalXml.INCLUSIVE.write(document, canonical, whole.budget());
    if (!canonical.isComplete()) {
      document(FindingCode.NOT_CANONICAL, "the file is not canonical XML");
    }
    Element root = document.getDocumentElement();
    if (survey.licences().size() != 1 || survey.licences().get(0) != root) {
      throw RefusedException.failed(
          FindingCode.XML_LICENCE_MISPLACED, "", "the licence is not the document's only element");
    }
    if (!root.getLocalName().equals(LicenceElements.ROOT)) {
      throw RefusedException.malformed("", "a root element that is no licence");
    }
  }

  private void document(FindingCode code, String detail) {
    findings.add(
        Finding.of(code, Outcome.FAILED, FindingSubject.DOCUMENT, Map.of("detail", detail)));
  }

  /** The signature is the root's last child; the others are countersignatures inside of it. */
  private Element soleSignature() throws RefusedException {
    List<Element> signatures = survey.signatures();
    if (signatures.isEmpty()) {
      throw RefusedException.failed(FindingCode.NOT_SIGNED, "", "no Signature element");
    }
    Element first = signatures.get(0);
    for (Element other : signatures.subList(1, signatures.size())) {
      if (!Children.is(other.getParentNode(), Names.XADES, "CounterSignature")) {
        throw RefusedException.failed(
            FindingCode.XML_SIGNATURE_REPEATED, "", "more than one Signature element");
      }
    }
    Element root = document.getDocumentElement();
    if (first.getParentNode() != root || first.getNextSibling() != null) {
      throw RefusedException.failed(
          FindingCode.XML_SIGNATURE_MISPLACED, "", "Signature is not the licence's last element");
    }
    return first;
  }

  /** Exactly the whole document, and the signed properties. */
  private static void requireReferences(XmlSignature read) throws RefusedException {
    for (XmlReference reference : read.references()) {
      requireInside(reference);
    }
    List<XmlReference> data = read.dataReferences();
    if (data.size() > 1 || read.references().size() - data.size() > 1) {
      throw RefusedException.failed(
          FindingCode.XML_REFERENCE_EXTRA, "SignedInfo", "a Reference beyond the two");
    }
    if (data.isEmpty()
        || !"".equals(data.get(0).uri())
        || read.references().indexOf(data.get(0)) != 0) {
      throw RefusedException.failed(
          FindingCode.XML_REFERENCE_WRONG, "SignedInfo", "no Reference to the whole document");
    }
    requireTransforms(data.get(0), TRANSFORMS);
    XadesProperties properties = read.properties();
    if (read.references().size() != 2
        || properties == null
        || properties.signed() == null
        || !("#" + properties.id()).equals(read.references().get(1).uri())) {
      throw RefusedException.failed(
          FindingCode.XML_REFERENCE_WRONG, "SignedInfo", "the signed properties are not signed");
    }
    requireTransforms(read.references().get(1), TRANSFORMS.subList(1, 2));
  }

  private static void requireInside(XmlReference reference) throws RefusedException {
    String uri = reference.uri();
    if (uri == null || (!uri.isEmpty() && uri.charAt(0) != '#')) {
      throw RefusedException.failed(
          FindingCode.XML_REFERENCE_EXTERNAL, "Reference", "names something outside the document");
    }
  }

  private static void requireTransforms(
      XmlReference reference, List<XmlReference.Transform> expected) throws RefusedException {
    if (!reference.transforms().equals(expected)) {
      boolean inclusive =
          reference.transforms().stream().anyMatch(t -> t.prefixes() != null)
              || reference.transforms().stream()
                  .allMatch(
                      t ->
                          t.algorithm().equals(Names.ENVELOPED)
                              || CanonicalXml.isAllowed(t.algorithm()));
      throw RefusedException.failed(
          inclusive ? FindingCode.XML_CANONICALIZATION_REFUSED : FindingCode.XML_TRANSFORM_REFUSED,
          "Transforms",
          "other than the two that are allowed");
    }
  }

  private void judge(XmlSignature read) throws RefusedException {
    Dereferencing dereferencing = new Dereferencing(whole, Contents.NONE, read);
    SignatureJudge judge = new SignatureJudge(read, dereferencing, SIGNATURE, limits.chain());
    judge.judge(true);
    EvidenceReader evidence = new EvidenceReader(1, whole.budget());
    XadesProperties properties = read.properties();
    if (properties != null && properties.unsigned() != null) {
      evidence.read(properties.unsigned());
    }
    signature =
        new SubjectSignature(
            1,
            judge.algorithm().orElse(null),
            judge.certificates(),
            hash -> hash.digest(judge.octets()),
            judge.value(),
            evidence.stampCanonicalization().of(read.valueElement(), whole.budget()),
            properties == null ? null : properties.signingTime(),
            evidence.evidence());
    findings.addAll(judge.findings());
    requireCertificates(read);
    byte[] octets = judge.keptOctets(read.references().get(0));
    if (octets != null) {
      readLicence(octets, properties);
    }
    findings.addAll(evidence.findings());
    findings.addAll(
        new CounterSignatures(whole, read, 1, limits.chain()).judge(evidence.counterSignatures()));
  }

  /** KeyInfo is outside the signature; the signed digests cover it, certificate by certificate. */
  private void requireCertificates(XmlSignature read) {
    List<XadesProperties.CertDigest> digests =
        read.properties() == null ? List.of() : read.properties().certificates();
    boolean same = digests.size() == read.certificates().size();
    for (int i = 0; same && i < digests.size(); i++) {
      same = digests.get(i).names(read.certificates().get(i)).orElse(false);
    }
    if (!same && findings.stream().noneMatch(f -> f.code().startsWith("XADES_CERT"))) {
      findings.add(
          Finding.of(FindingCode.XADES_CERTIFICATE_MISMATCH, Outcome.FAILED, SIGNATURE, Map.of()));
    }
  }

  /** From the octets that were digested: what the tree holds beside them is of no account. */
  private void readLicence(byte[] octets, @Nullable XadesProperties properties) {
    try {
      Element root = XmlParser.parse(octets, limits).getDocumentElement();
      Profile profile =
          Profile.of(String.valueOf(root.getNamespaceURI()))
              .orElseThrow(() -> RefusedException.malformed("", "the octets are of no licence"));
      LicenceElements.Content content = new LicenceElements(profile).read(root);
      licence = content.payload();
      if (!Arrays.equals(licence.licenceDigest(), content.licenceDigest())) {
        findings.add(
            Finding.of(FindingCode.LICENCE_DIGEST_MISMATCH, Outcome.FAILED, SIGNATURE, Map.of()));
      }
      if (!Optional.of(licence.issuedAt())
          .equals(Optional.ofNullable(properties).map(XadesProperties::signingTime))) {
        content(FindingCode.DATA_MISMATCH, "SigningTime is not issuedAt");
      }
    } catch (XmlRefusedException e) {
      content(FindingCode.SCHEMA_VIOLATION, "the signed octets are not read");
    } catch (MalformedDataException | RefusedException e) {
      content(FindingCode.SCHEMA_VIOLATION, String.valueOf(e.getMessage()));
    }
  }

  private void content(FindingCode code, String detail) {
    findings.add(
        new Finding(
            Topic.CONTENT,
            Outcome.FAILED,
            code.name(),
            SIGNATURE,
            "",
            Map.of("detail", detail),
            null));
  }
}
