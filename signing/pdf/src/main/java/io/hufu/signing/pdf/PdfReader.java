package io.hufu.signing.pdf;

import io.hufu.model.Carrier;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Topic;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens one PDF: what it says, what covers what, and what is wrong with it. Used once. */
final class PdfReader {
  private final FileWindow file;
  private final Limits limits;
  private final PdfOptions options;
  private final List<Finding> findings = new ArrayList<>();
  private final List<SubjectSignature> signatures = new ArrayList<>();
  private @Nullable LicencePayload licence;

  PdfReader(Document document, Limits limits, PdfOptions options) {
    this.file = new FileWindow(document);
    this.limits = limits;
    this.options = options;
  }

  Subject read() throws IOException {
    try {
      open();
    } catch (PdfFault e) {
      findings.add(e.finding(FindingSubject.DOCUMENT));
    }
    return new Subject(
        Carrier.PDF, licence == null ? null : licence.role(), licence, signatures, findings, false);
  }

  private void open() throws IOException, PdfFault {
    if (file.size() > limits.document()) {
      throw PdfFault.limit("bytes of a document", limits.document());
    }
    requireHeader();
    PdfStructure structure = PdfStructure.read(file, limits);
    structure.requireUnencrypted();
    List<FoundSignature> found = structure.signatures();
    if (found.size() > limits.signatures()) {
      throw PdfFault.limit("signatures", limits.signatures());
    }
    List<FoundSignature> signed = found.stream().filter(s -> !s.isTimeStamp()).toList();
    readLicence(structure);
    if (!signed.isEmpty()) {
      SignedDocument document = new SignedDocument(structure, limits, findings);
      document.judge(found, signed);
      signatures.addAll(document.signatures());
      compare(structure);
    }
  }

  /** What was changed shows nothing that anybody signed, and is not worth drawing again. */
  private void compare(PdfStructure structure) throws IOException, PdfFault {
    boolean changed =
        findings.stream()
            .anyMatch(f -> f.topic() == Topic.INTEGRITY && f.outcome() == Outcome.FAILED);
    if (licence != null && !changed) {
      new ShownData(options, limits).compare(structure, licence).ifPresent(findings::add);
    }
  }

  /** §7.5.2. A file that starts as something else may be read as something else. */
  private void requireHeader() throws IOException, PdfFault {
    boolean version = file.at(5) >= '1' && file.at(5) <= '9' && file.at(6) == '.';
    if (!file.startsWith("%PDF-", 0) || !version) {
      throw PdfFault.malformed(0, "the file does not start with %PDF- and a version");
    }
  }

  private void readLicence(PdfStructure structure) throws IOException, PdfFault {
    try {
      licence = LicenceAttachment.read(structure.newest()).orElse(null);
    } catch (PdfFault e) {
      if (e.code() != FindingCode.SCHEMA_VIOLATION) {
        throw e;
      }
      findings.add(
          new Finding(
              Topic.CONTENT,
              Outcome.FAILED,
              FindingCode.SCHEMA_VIOLATION.name(),
              FindingSubject.DOCUMENT,
              Attachment.LICENCE,
              Map.of("detail", String.valueOf(e.getMessage())),
              null));
    }
  }
}
