package io.hufu.signing.pdf;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The PDF carrier: a page with its licence data attached, signed as PAdES. Immutable, thread-safe.
 */
public final class PdfFormat implements LicenceFormat {
  private static final PdfFormat INSTANCE = new PdfFormat();

  /** Viewers look for the header in the first 1024 bytes (ISO 32000-1 annex H.3, note 13). */
  private static final int HEADER_WINDOW = 1024;

  /** For ServiceLoader; everybody else uses {@link #instance}. */
  public PdfFormat() {}

  /** Returns the format without options. */
  public static PdfFormat instance() {
    return INSTANCE;
  }

  @Override
  public Carrier carrier() {
    return Carrier.PDF;
  }

  @Override
  public boolean carriesChain() {
    return true;
  }

  /** Looks for {@code %PDF-} where viewers look for it; that it starts the file is judged later. */
  @Override
  public boolean recognises(Document document) throws IOException {
    byte[] start = document.read(0, (int) Math.min(HEADER_WINDOW, document.size()));
    return new String(start, StandardCharsets.ISO_8859_1).contains("%PDF-");
  }

  @Override
  public Subject open(Document document, Limits limits) throws IOException {
    Finding finding =
        Finding.of(FindingCode.CHECK_NOT_INSTALLED, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT);
    return new Subject(Carrier.PDF, null, null, List.of(), List.of(finding), false);
  }

  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    throw new CannotSealException("PDF_NOT_MADE", "this build does not make PDF licences");
  }

  @Override
  public byte[] withEvidence(byte[] sealed, List<Evidence> items) throws EvidenceFrozenException {
    throw new IllegalArgumentException("not a sealed PDF licence of this build");
  }
}
