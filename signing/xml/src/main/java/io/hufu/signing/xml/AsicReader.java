package io.hufu.signing.xml;

import io.hufu.crypto.Certificate;
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
import io.hufu.signing.input.CorruptEntryException;
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
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;

/** Opens an ASiC-S or ASiC-E container (ETSI EN 319 162-1). Used once. */
final class AsicReader {
  /** Files that a report names one by one; of a container with thousands it names these. */
  static final int MAX_NAMED = 20;

  private final ZipArchive archive;
  private final Limits limits;
  private final AsicContents contents;
  private final List<String> files;
  private final List<SubjectSignature> signatures = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  AsicReader(ZipArchive archive, Limits limits) {
    this.archive = archive;
    this.limits = limits;
    this.contents = new AsicContents(archive);
    this.files = AsicNames.contents(archive.entries());
  }

  /**
   * Opens a document that was recognised as a container.
   *
   * @param known where a signature that only names its certificate may find it; untrusted
   */
  static Subject open(
      io.hufu.signing.input.Document document, List<Certificate> known, Limits limits)
      throws IOException {
    try {
      ZipArchive archive = ZipArchive.open(document, limits, Set.of());
      return new AsicReader(archive, limits).read(known);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (ArchiveRefusedException e) {
      return new Subject(Carrier.ASIC, null, null, List.of(), List.of(e.finding()), false);
    }
  }

  private Subject read(List<Certificate> known) throws IOException {
    judgeMimetype();
    if (files.isEmpty()) {
      findings.add(
          Finding.of(
              FindingCode.CONTAINER_FILE_MISSING, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT));
    }
    AsicXades xades = new AsicXades(contents, limits);
    AsicCades cades = new AsicCades(contents, manifests(), known, limits);
    for (ArchiveEntry entry : archive.entries()) {
      try {
        if (AsicNames.isXades(entry)) {
          add(xades.judge(parse(entry), signatures.size()));
        } else if (AsicNames.isCades(entry)) {
          add(cades.judge(entry.name(), bytes(entry), signatures.size()));
        } else if (AsicNames.isEvidenceRecord(entry)) {
          document(FindingCode.EVIDENCE_RECORD_NOT_CHECKED, Outcome.NOTICE, entry.name());
        } else if (AsicNames.isTimeStamp(entry)) {
          document(FindingCode.ARCHIVE_TIME_STAMP_NOT_CHECKED, Outcome.NOTICE, entry.name());
        }
      } catch (RefusedException e) {
        findings.add(e.about(FindingSubject.DOCUMENT).at(entry.name()));
      } catch (AsicContents.BudgetSpentException e) {
        document(FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, entry.name());
      } catch (CorruptEntryException e) {
        document(FindingCode.ARCHIVE_ENTRY_CORRUPT, Outcome.FAILED, entry.name());
      }
    }
    return new Subject(Carrier.ASIC, null, null, signatures, findings, false);
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
    String type = "";
    try {
      type = new String(bytes(entry.get(), 256), StandardCharsets.US_ASCII);
    } catch (RefusedException e) {
      findings.add(e.about(FindingSubject.DOCUMENT));
    }
    boolean known = Set.of(AsicNames.TYPE + "s+zip", AsicNames.TYPE + "e+zip").contains(type);
    boolean simple = type.equals(AsicNames.TYPE + "s+zip");
    if (!known || (simple && files.size() != 1)) {
      document(FindingCode.CONTAINER_MIMETYPE_WRONG, Outcome.INCONCLUSIVE, AsicNames.MIMETYPE);
    } else if (!first || entry.get().deflated()) {
      // where it stands is for those who look at the first bytes only; what it says is the same
      document(FindingCode.CONTAINER_MIMETYPE_WRONG, Outcome.NOTICE, AsicNames.MIMETYPE);
    }
  }

  private List<AsicManifest> manifests() throws IOException {
    List<AsicManifest> manifests = new ArrayList<>();
    for (ArchiveEntry entry : archive.entries()) {
      if (AsicNames.isManifest(entry)) {
        try {
          manifests.add(AsicManifest.read(entry.name(), parse(entry)));
        } catch (RefusedException e) {
          findings.add(e.about(FindingSubject.DOCUMENT).at(entry.name()));
        }
      }
    }
    return manifests;
  }

  private Document parse(ArchiveEntry entry) throws IOException, RefusedException {
    try {
      return XmlParser.parse(bytes(entry), limits);
    } catch (XmlRefusedException e) {
      Finding finding = XmlOpening.refusal(e);
      throw new RefusedException(
          FindingCode.valueOf(finding.code()),
          finding.outcome(),
          entry.name(),
          String.valueOf(e.getMessage()));
    }
  }

  private byte[] bytes(ArchiveEntry entry) throws IOException, RefusedException {
    return bytes(entry, limits.text());
  }

  private byte[] bytes(ArchiveEntry entry, long limit) throws IOException, RefusedException {
    try {
      return archive.read(entry, limit);
    } catch (ArchiveRefusedException e) {
      throw new RefusedException(
          FindingCode.valueOf(e.finding().code()),
          e.finding().outcome(),
          entry.name(),
          String.valueOf(e.getMessage()));
    } catch (MalformedDataException e) {
      throw RefusedException.failed(FindingCode.ARCHIVE_ENTRY_CORRUPT, entry.name(), "damaged");
    }
  }

  private void add(AsicSignatures read) {
    findings.addAll(read.findings());
    for (int i = 0; i < read.signatures().size(); i++) {
      SubjectSignature signature = read.signatures().get(i);
      if (signatures.size() == limits.signatures()) {
        document(FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, "META-INF");
        return;
      }
      signatures.add(signature);
      requireCoverage(signature, read.covered().get(i));
    }
  }

  /** A file that a signature does not cover could say anything in its company. */
  private void requireCoverage(SubjectSignature signature, Set<String> covered) {
    files.stream()
        .filter(file -> !covered.contains(file))
        .limit(MAX_NAMED)
        .map(
            file ->
                Finding.of(
                        FindingCode.CONTAINER_FILE_UNSIGNED,
                        Outcome.INCONCLUSIVE,
                        signature.subject(),
                        Map.of("entry", file))
                    .at(file))
        .forEach(findings::add);
  }

  private void document(FindingCode code, Outcome outcome, String entry) {
    findings.add(
        Finding.of(code, outcome, FindingSubject.DOCUMENT, Map.of("entry", entry)).at(entry));
  }
}
