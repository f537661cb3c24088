package io.hufu.signing.pdf;

import io.hufu.model.Catalogue;
import io.hufu.signing.page.FontChain;
import org.jspecify.annotations.Nullable;

/**
 * How PDF licences are made and read. Immutable.
 *
 * @param fonts null for the shipped font alone, which is read when it is needed
 * @param visible whether the signature draws the seal
 * @param approver whether a field is left for a second signature
 */
record PdfOptions(
    @Nullable FontChain fonts, Catalogue catalogue, boolean visible, boolean approver) {
  static final PdfOptions DEFAULT = new PdfOptions(null, Catalogue.shipped(), false, false);

  FontChain chain() {
    return fonts == null ? FontChain.standard() : fonts;
  }

  PdfOptions withFonts(FontChain chain) {
    return new PdfOptions(chain, catalogue, visible, approver);
  }

  PdfOptions withCatalogue(Catalogue types) {
    return new PdfOptions(fonts, types, visible, approver);
  }

  PdfOptions withVisibleSeal() {
    return new PdfOptions(fonts, catalogue, true, approver);
  }

  PdfOptions withApprover() {
    return new PdfOptions(fonts, catalogue, visible, true);
  }
}
