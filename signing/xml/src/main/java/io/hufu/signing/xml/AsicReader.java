package io.hufu.signing.xml;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Carrier;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.input.ArchiveEntry;
import io.hufu.signing.input.ArchiveRefusedException;
import io.hufu.signing.input.Limits;
import io.hufu.signing.input.XmlParser;
import io.hufu.signing.input.XmlRefusedException;
import io.hufu.signing.input.ZipArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Opens an ASiC-S or ASiC-E container (ETSI EN 319 162-1). Used once. */
final class AsicReader {
  private static final String ASIC = "http://uri.etsi.org/02918/v1.2.1#";
  private static final String OPEN_DOCUMENT =
      "urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0";

  private final ZipArchive archive;
  private final Limits limits;
  private final AsicContents contents;
  private final List<SubjectSignature> signatures = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  AsicReader(ZipArchive archive, Limits limits) {
    this.archive = archive;
    this.limits = limits;
    this.contents = new AsicContents(archive);
  }

  /** Opens a document that was recognised as a container. */
  static Subject open(io.hufu.signing.input.Document document, Limits limits) throws IOException {
    try {
      ZipArchive archive = ZipArchive.open(document, limits, Set.of());
      return new AsicReader(archive, limits).read();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (ArchiveRefusedException e) {
      return new Subject(Carrier.XML, null, null, List.of(), List.of(e.finding()), false);
    }
  }

  private Subject read() throws IOException {
    judgeMimetype();
    for (ArchiveEntry entry : archive.entries()) {
      if (AsicNames.isXades(entry)) {
        readXades(entry);
      } else if (AsicNames.isEvidenceRecord(entry)) {
        document(FindingCode.EVIDENCE_RECORD_NOT_CHECKED, Outcome.NOTICE, entry.name());
      } else if (AsicNames.isTimeStamp(entry)) {
        document(FindingCode.ARCHIVE_TIME_STAMP_NOT_CHECKED, Outcome.NOTICE, entry.name());
      }
    }
    return new Subject(Carrier.XML, null, null, signatures, findings, false);
  }

  /** EN 319 162-1 annex A.1: first, stored, and one of two media types; or absent. */
  private void judgeMimetype() throws IOException {
    Optional<ArchiveEntry> entry = archive.entry(AsicNames.MIMETYPE);
    if (entry.isEmpty()) {
      return;
    }
    boolean first =
        archive.entries().stream()
            .min(Comparator.comparingLong(ArchiveEntry::position))
            .equals(entry);
    String type = new String(bytes(entry.get(), 256), StandardCharsets.US_ASCII);
    boolean known = Set.of(AsicNames.TYPE + "s+zip", AsicNames.TYPE + "e+zip").contains(type);
    long files = AsicNames.contents(archive.entries()).size();
    boolean simple = type.equals(AsicNames.TYPE + "s+zip");
    if (!first || entry.get().deflated() || !known || (simple && files != 1)) {
      document(FindingCode.CONTAINER_MIMETYPE_WRONG, Outcome.INCONCLUSIVE, AsicNames.MIMETYPE);
    }
  }

  private byte[] bytes(ArchiveEntry entry, long limit) throws IOException {
    try {
      return archive.read(entry, limit);
    } catch (ArchiveRefusedException e) {
      findings.add(e.finding());
    } catch (MalformedDataException e) {
      document(FindingCode.ARCHIVE_ENTRY_CORRUPT, Outcome.FAILED, entry.name());
    }
    return new byte[0];
  }

  private void readXades(ArchiveEntry entry) throws IOException {
    byte[] bytes = bytes(entry, limits.text());
    if (bytes.length == 0) {
      return;
    }
    Document document;
    try {
      document = XmlParser.parse(bytes, limits);
    } catch (XmlRefusedException e) {
      findings.add(XmlOpening.refusal(e).at(entry.name()));
      return;
    }
    Whole whole = Whole.of(document, limits);
    ForeignReader reader = new ForeignReader(whole, limits, contents, isHolder(document));
    reader.read(signatures.size());
    List<SubjectSignature> read = reader.signatures();
    findings.addAll(reader.findings());
    for (int i = 0; i < read.size(); i++) {
      requireCoverage(read.get(i), reader.outside().get(i));
    }
    signatures.addAll(read);
  }

  /** Whether a document holds signatures and nothing else. */
  private static boolean isHolder(Document document) {
    Element root = document.getDocumentElement();
    boolean named =
        Children.is(root, ASIC, "XAdESSignatures")
            || Children.is(root, OPEN_DOCUMENT, "document-signatures");
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      named = named && (!(node instanceof Element) || Children.is(node, Names.DS, "Signature"));
    }
    return named;
  }

  /** A file that a signature does not cover could say anything in its company. */
  private void requireCoverage(SubjectSignature signature, Set<String> uris) {
    Set<String> covered =
        uris.stream().map(AsicContents::name).filter(Objects::nonNull).collect(Collectors.toSet());
    for (String file : AsicNames.contents(archive.entries())) {
      if (!covered.contains(file)) {
        findings.add(
            Finding.of(
                    FindingCode.CONTAINER_FILE_UNSIGNED,
                    Outcome.INCONCLUSIVE,
                    signature.subject(),
                    Map.of("entry", file))
                .at(file));
      }
    }
  }

  private void document(FindingCode code, Outcome outcome, String entry) {
    findings.add(
        Finding.of(code, outcome, FindingSubject.DOCUMENT, Map.of("entry", entry)).at(entry));
  }
}
