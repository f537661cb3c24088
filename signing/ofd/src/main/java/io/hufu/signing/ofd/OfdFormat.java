package io.hufu.signing.ofd;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.Carrier;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LayoutFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.page.FontChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OFD carrier: GB/T 33190 pages under a GB/T 38540 seal. Immutable and thread-safe.
 *
 * <p>Reads any OFD: seals V1, V4 and V5 and signatures of GB/T 35275. Writes one V4 seal that
 * covers everything, the list of signatures included unless others are to follow.
 *
 * <pre>{@code
 * Seal seal = Seal.parse(Files.readAllBytes(Path.of("agency.esl")));
 * SealedLicence sealed = issuer.issue(licence, OfdFormat.sealedWith(seal));
 * }</pre>
 */
public final class OfdFormat implements LayoutFormat {
  private static final byte[] LOCAL_HEADER = {'P', 'K', 3, 4};
  private static final String ENTRY = "OFD.xml";
  private static final int LOOKED_AT = 4 << 20;

  private final @Nullable Seal seal;
  private final boolean open;
  private final FontChain fonts;
  private final Catalogue catalogue;
  private final Set<OfdTolerance> tolerances;

  /** For ServiceLoader: reads; to seal, see {@link #sealedWith}. */
  public OfdFormat() {
    this(null, false, new Drawn(FontChain.standard(), Catalogue.shipped()), OfdTolerance.USUAL);
  }

  private record Drawn(FontChain fonts, Catalogue catalogue) {}

  private OfdFormat(@Nullable Seal seal, boolean open, Drawn drawn, Set<OfdTolerance> tolerances) {
    this.seal = seal;
    this.open = open;
    this.fonts = drawn.fonts();
    this.catalogue = drawn.catalogue();
    this.tolerances = tolerances;
  }

  private Drawn drawn() {
    return new Drawn(fonts, catalogue);
  }

  /** Returns a format that seals with this seal, which must list the signing key's certificate. */
  public static OfdFormat sealedWith(Seal seal) {
    return new OfdFormat().withSeal(seal);
  }

  /** Returns a format that seals with this seal. */
  public OfdFormat withSeal(Seal other) {
    return new OfdFormat(other, open, drawn(), tolerances);
  }

  /** Returns a format that leaves the list of signatures open, for an approver's seal to follow. */
  public OfdFormat leavingListOpen() {
    return new OfdFormat(seal, true, drawn(), tolerances);
  }

  /** Returns a format that looks for glyphs in these fonts. */
  public OfdFormat withFonts(FontChain chain) {
    return new OfdFormat(seal, open, new Drawn(chain, catalogue), tolerances);
  }

  @Override
  public OfdFormat withFont(Path file) throws IOException, MalformedDataException {
    return withFonts(fonts.then(file));
  }

  @Override
  public OfdFormat withCatalogue(Catalogue types) {
    return new OfdFormat(seal, open, new Drawn(fonts, types), tolerances);
  }

  /** Returns a format that bears exactly these deviations when reading. */
  public OfdFormat tolerating(Set<OfdTolerance> borne) {
    Set<OfdTolerance> copy = EnumSet.noneOf(OfdTolerance.class);
    copy.addAll(borne);
    return new OfdFormat(seal, open, drawn(), copy);
  }

  @Override
  public Carrier carrier() {
    return Carrier.OFD;
  }

  /** Looks for a ZIP that names OFD.xml; whether it can be read is for {@link #open} to say. */
  @Override
  public boolean recognises(Document document) throws IOException {
    if (document.size() < LOCAL_HEADER.length + ENTRY.length()) {
      return false;
    }
    boolean borne = tolerances.contains(OfdTolerance.PREPENDED_DATA);
    if (!borne && !java.util.Arrays.equals(document.read(0, 4), LOCAL_HEADER)) {
      return false;
    }
    int length = (int) Math.min(document.size(), LOOKED_AT);
    byte[] tail = document.read(document.size() - length, length);
    return new String(tail, StandardCharsets.ISO_8859_1).contains(ENTRY);
  }

  @Override
  public Subject open(Document document, Limits limits) throws IOException {
    return OfdReader.read(
        document, limits, new OfdReader.Settings(tolerances, new ShownData(catalogue, fonts)));
  }

  /**
   * Opens a document to look at its pages; whether it is genuine is for a verifier to say.
   *
   * @throws MalformedDataException when there is no page to be found
   */
  public OfdPages pages(Document document, Limits limits)
      throws IOException, MalformedDataException {
    return OfdPages.open(document, limits, tolerances, fonts);
  }

  /** The value carries the signer's certificate only. */
  @Override
  public boolean carriesChain() {
    return false;
  }

  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    return new LicenceSealing(requireSeal(), open, fonts).seal(payload, context);
  }

  private Seal requireSeal() throws CannotSealException {
    if (seal == null) {
      throw new CannotSealException(
          "SEAL_MISSING", "seal: OFD licences are sealed; name the seal file of the authority");
    }
    return seal;
  }

  /**
   * Adds this format's seal under a file whose list of signatures is open, beside the last stamp.
   *
   * @param key the approver's; the seal lists its certificate
   * @param time the approver's own word on the time, whole seconds
   * @return the file, its list closed unless {@link #leavingListOpen}
   * @throws CannotSealException when the list is closed, or no seal or key fits
   */
  public SealedLicence approve(SealedLicence file, SigningKey key, Instant time)
      throws KeyUnavailableException, CannotSealException {
    return new Approval(requireSeal(), open).add(file, key, time);
  }

  /**
   * Adds evidence to the last signature: the first time-stamp into its timeStamp [0], the rest into
   * Evidence.json beside it. Nothing covers either.
   */
  @Override
  public byte[] withEvidence(byte[] sealed, List<Evidence> items) throws EvidenceFrozenException {
    try {
      return SealedPackage.read(sealed).withEvidence(items).bytes();
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException("not a sealed OFD licence", e);
    }
  }
}
