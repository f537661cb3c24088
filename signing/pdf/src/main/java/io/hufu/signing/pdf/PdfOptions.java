package io.hufu.signing.pdf;

import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Catalogue;
import io.hufu.signing.page.FontChain;
import org.jspecify.annotations.Nullable;

/**
 * How PDF licences are made and read. Immutable.
 *
 * @param fonts null for the shipped font alone, which is read when it is needed
 * @param visible whether the signature draws the seal
 * @param approver whether a field is left for a second signature
 * @param archive makes document time-stamps at level B-LTA
 */
record PdfOptions(
    @Nullable FontChain fonts,
    Catalogue catalogue,
    boolean visible,
    boolean approver,
    PdfLevel level,
    @Nullable TimeStampAuthority archive) {
  static final PdfOptions DEFAULT =
      new PdfOptions(null, Catalogue.shipped(), false, false, PdfLevel.B_LT, null);

  FontChain chain() {
    return fonts == null ? FontChain.standard() : fonts;
  }

  PdfOptions withFonts(FontChain chain) {
    return new PdfOptions(chain, catalogue, visible, approver, level, archive);
  }

  PdfOptions withCatalogue(Catalogue types) {
    return new PdfOptions(fonts, types, visible, approver, level, archive);
  }

  PdfOptions withVisibleSeal() {
    return new PdfOptions(fonts, catalogue, true, approver, level, archive);
  }

  PdfOptions withApprover() {
    return new PdfOptions(fonts, catalogue, visible, true, level, archive);
  }

  PdfOptions withLevel(PdfLevel other, @Nullable TimeStampAuthority authority) {
    return new PdfOptions(fonts, catalogue, visible, approver, other, authority);
  }
}
