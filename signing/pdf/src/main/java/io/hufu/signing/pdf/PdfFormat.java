package io.hufu.signing.pdf;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Carrier;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.ArchivingFormat;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LayoutFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.ServiceUnavailableException;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.page.FontChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The PDF carrier: a page with its licence data attached, signed as PAdES. Immutable, thread-safe.
 */
public final class PdfFormat implements LayoutFormat, ArchivingFormat {
  private static final PdfFormat INSTANCE = new PdfFormat();

  /** Viewers look for the header in the first 1024 bytes (ISO 32000-1 annex H.3, note 13). */
  private static final int HEADER_WINDOW = 1024;

  private final PdfOptions options;

  /** For ServiceLoader; everybody else uses {@link #instance}. */
  public PdfFormat() {
    this(PdfOptions.DEFAULT);
  }

  private PdfFormat(PdfOptions options) {
    this.options = options;
  }

  /** Returns the format without options. */
  public static PdfFormat instance() {
    return INSTANCE;
  }

  /** Returns a format that looks in these fonts, both when it makes and when it compares pages. */
  public PdfFormat withFonts(FontChain fonts) {
    return new PdfFormat(options.withFonts(fonts));
  }

  @Override
  public PdfFormat withFont(Path file) throws IOException, MalformedDataException {
    return withFonts(options.chain().then(file));
  }

  @Override
  public PdfFormat withCatalogue(Catalogue types) {
    return new PdfFormat(options.withCatalogue(types));
  }

  /** Returns a format whose signature draws the seal, so that viewers show it as one. */
  public PdfFormat visible() {
    return new PdfFormat(options.withVisibleSeal());
  }

  /** Returns a format that leaves a field for an approver's signature (DocMDP 2 instead of 1). */
  public PdfFormat withApproverField() {
    return new PdfFormat(options.withApprover());
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
    return new PdfReader(document, limits, options).read();
  }

  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    return new PdfSealer(options).seal(payload, context);
  }

  @Override
  public byte[] withEvidence(byte[] sealed, List<Evidence> items) throws EvidenceFrozenException {
    return SealedPdf.read(sealed).withEvidence(items);
  }

  /**
   * Adds evidence wherever the file still takes it, then a document time-stamp (PAdES B-LTA).
   * Repeating it renews: the new time-stamp covers the ones before it.
   */
  @Override
  public byte[] archive(byte[] sealed, List<Evidence> items, TimeStampAuthority authority)
      throws ServiceUnavailableException {
    byte[] complete = new AddedEvidence(SealedPdf.read(sealed)).add(items);
    return DocumentTimeStamp.add(SealedPdf.read(complete), authority);
  }

  /**
   * Signs in the field that {@link #withApproverField} left; evidence then goes to this signature.
   *
   * @param time the approver's own word on the time, whole seconds
   * @throws CannotSealException when there is no such field, or it is signed, or a document
   *     time-stamp has come before
   */
  public SealedLicence approve(SealedLicence licence, SigningKey key, Instant time)
      throws KeyUnavailableException, CannotSealException {
    return PdfApproval.add(licence, key, time);
  }
}
