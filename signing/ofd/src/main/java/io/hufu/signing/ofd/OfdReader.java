package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.ArchiveRefusedException;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens a package into facts: entries, signatures, coverage, stamps, licence. Used once. */
final class OfdReader {
  private final OfdPackage parts;
  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();
  private final List<ReadSignature> signatures = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private OfdReader(OfdPackage parts, Settings settings) {
    this.parts = parts;
    this.settings = settings;
  }

  /**
   * How a package is read.
   *
   * @param tolerances what is borne
   * @param shown compares pages with the data that they show
   */
  record Settings(Set<OfdTolerance> tolerances, ShownData shown) {}

  static Subject read(Document document, Limits limits, Settings settings) throws IOException {
    if (document.size() > limits.document()) {
      Map<String, String> facts = Map.of("limit", Long.toString(limits.document()));
      return subject(
          null,
          List.of(),
          List.of(
              Finding.of(
                  FindingCode.LIMIT_EXCEEDED,
                  Outcome.INCONCLUSIVE,
                  FindingSubject.DOCUMENT,
                  facts)));
    }
    try {
      OfdPackage parts = OfdPackage.open(document, limits, settings.tolerances());
      return new OfdReader(parts, settings).read();
    } catch (ArchiveRefusedException e) {
      return subject(null, List.of(), List.of(e.finding()));
    }
  }

  private static Subject subject(
      @Nullable LicencePayload payload, List<ReadSignature> signatures, List<Finding> findings) {
    return new Subject(
        Carrier.OFD,
        payload == null ? null : payload.role(),
        payload,
        signatures.stream().map(ReadSignature::toSubject).toList(),
        findings,
        false);
  }

  private Subject read() throws IOException {
    List<DocBody> bodies;
    try {
      bodies = DocBody.all(parts.part("OFD.xml", "OFD"), parts);
      for (DocBody body : bodies) {
        Optional<SignatureList> list = body.signatures(parts);
        if (list.isPresent()) {
          read(list.get());
        }
      }
    } catch (OfdFault e) {
      findings.add(e.about(FindingSubject.DOCUMENT));
      return subject(null, List.of(), findings);
    }
    if (parts.has("Encryptions.xml")) {
      findings.add(
          Finding.of(FindingCode.ARCHIVE_ENCRYPTED, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT));
    }
    EntriesList entries = EntriesList.check(parts);
    findings.addAll(entries.findings());
    if (signatures.isEmpty()) {
      findings.add(Finding.of(FindingCode.NOT_SIGNED, Outcome.FAILED, FindingSubject.DOCUMENT));
    }
    findings.addAll(new UnlistedSignatures(parts, signatures).check());
    findings.addAll(new Coverage(parts, bodies, signatures).check(entries.own()));
    judge();
    LicencePayload payload = new EmbeddedLicence(parts, bodies, signatures).read(findings);
    boolean intact =
        findings.stream().anyMatch(f -> f.code().equals(FindingCode.SIGNATURE_INTACT.name()));
    if (payload != null && intact) {
      findings.addAll(settings.shown().compare(payload, bodies, parts));
    }
    parts.oddities().stream()
        .limit(1)
        .forEach(
            odd ->
                findings.add(
                    Finding.of(
                        FindingCode.REFERENCE_PATH_ODD,
                        Outcome.NOTICE,
                        FindingSubject.DOCUMENT,
                        Map.of("path", odd.replaceAll("\\p{Cntrl}", "?")))));
    if (parts.prefix() > 0) {
      findings.add(
          Finding.of(FindingCode.ARCHIVE_DATA_HIDDEN, Outcome.NOTICE, FindingSubject.DOCUMENT));
    }
    return subject(payload, signatures, findings);
  }

  private void read(SignatureList list) throws IOException {
    for (SignatureList.Listed listed : list.listed()) {
      if (signatures.size() > parts.limits().signatures()) {
        return; // more than the limit, which whoever judges says
      }
      signatures.add(read(list, listed, signatures.size() + 1));
    }
  }

  private ReadSignature read(SignatureList list, SignatureList.Listed listed, int number)
      throws IOException {
    FindingSubject subject = FindingSubject.signature(number);
    References nothing = new References(Set.of(), Set.of(), List.of());
    try {
      String entry =
          listed
              .file()
              .orElseThrow(() -> OfdFault.malformed(list.entry(), "BaseLoc leads to no entry"));
      requireOnce(entry);
      SignatureFile file = SignatureFile.read(entry, parts);
      requireOnce(file.value());
      SignedValue value =
          SignedValue.read(
              parts.bytes(file.value()),
              new SignedValue.Context(parts.bytes(entry), entry, subject, parts.tolerances()));
      References references = References.check(file, subject, parts, value.prefix());
      List<Evidence> evidence = evidence(entry, number, value.evidence());
      return new ReadSignature(
          number, list, listed.file(), Optional.of(file), value, references, evidence);
    } catch (OfdFault e) {
      return new ReadSignature(
          number,
          list,
          listed.file(),
          Optional.empty(),
          SignedValue.none(e.about(subject)),
          nothing,
          List.of());
    }
  }

  /** One file is one signature's: named twice it would be judged, and cost, again and again. */
  private void requireOnce(String entry) throws OfdFault {
    if (!taken.add(entry)) {
      throw OfdFault.malformed(entry, "belongs to two signatures");
    }
  }

  /** What cannot be read is one unknown item: bad evidence turns nothing red. */
  private List<Evidence> evidence(String signatureEntry, int number, List<Evidence> inside)
      throws IOException {
    String entry = EvidenceFile.beside(signatureEntry);
    if (!parts.has(entry)) {
      return inside;
    }
    List<Evidence> items;
    try {
      items = EvidenceFile.read(parts.bytes(entry), inside);
    } catch (OfdFault e) {
      findings.add(e.about(FindingSubject.DOCUMENT)); // a damaged archive, not bad evidence
      return inside;
    } catch (MalformedDataException e) {
      items = new ArrayList<>(inside);
      items.add(new Evidence(Evidence.Kind.UNKNOWN, new byte[0]));
    }
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).kind() == Evidence.Kind.UNKNOWN) {
        findings.add(
            Finding.of(
                FindingCode.EVIDENCE_UNKNOWN,
                Outcome.NOTICE,
                FindingSubject.evidence(number, i + 1)));
      }
    }
    return items;
  }

  private void judge() throws IOException {
    Stamps stamps = new Stamps();
    Set<SignatureList> closed = new HashSet<>();
    for (ReadSignature signature : signatures) {
      findings.addAll(signature.value().findings());
      findings.addAll(signature.references().findings());
      if (signature.references().covered().contains(signature.list().entry())) {
        closed.add(signature.list());
      }
      if (signature.file().isPresent() && signature.value().seal() != null) {
        List<SignatureFile.StampAnnot> shown = signature.file().get().stamps();
        findings.addAll(stamps.check(signature.number(), shown, signature.list().body()));
        findings.addAll(new SealFiles(parts, signature).check());
      }
      signature.stampWithoutSeal().ifPresent(findings::add);
      if (signature.value().holds() && signature.references().hold()) {
        findings.add(Finding.of(FindingCode.SIGNATURE_INTACT, Outcome.PASSED, signature.subject()));
      }
    }
    signatures.stream()
        .map(ReadSignature::list)
        .distinct()
        .filter(list -> !closed.contains(list))
        .forEach(
            list ->
                findings.add(
                    Finding.of(
                            FindingCode.SIGNATURE_LIST_OPEN,
                            Outcome.NOTICE,
                            FindingSubject.DOCUMENT)
                        .at(list.entry())));
  }
}
