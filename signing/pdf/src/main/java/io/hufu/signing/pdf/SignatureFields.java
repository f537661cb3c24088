package io.hufu.signing.pdf;

import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfLiteral;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfPage;
import com.itextpdf.kernel.pdf.PdfStream;
import com.itextpdf.kernel.pdf.PdfString;
import io.hufu.signing.input.Document;
import io.hufu.signing.page.Box;
import io.hufu.signing.page.DrawingList;
import java.util.List;

/** Writes the issuer's signature, still without value, and its form field (ISO 32000-1 §12.8). */
final class SignatureFields {
  static final String ISSUER = "Issuer";
  static final String APPROVER = "Approver";

  /** Annotation flags: print, locked. */
  static final int PRINT_LOCKED = 4 | 128;

  private final PdfDocument document;
  private final PdfOrder order;
  private final PdfLiteral range = new PdfLiteral(ReservedSignature.RANGE_WIDTH);
  private final PdfLiteral contents;

  SignatureFields(PdfDocument document, PdfOrder order) {
    this.document = document;
    this.order = order;
    this.contents = new PdfLiteral(2 * order.reserved() + 2);
  }

  void write(List<PdfPage> pages) {
    PdfDictionary signature = signature();
    PdfArray fields = new PdfArray();
    PdfPage first = pages.get(order.drawings().seal().page());
    PdfDictionary issuer = widget(ISSUER, first);
    issuer.put(PdfName.V, signature);
    if (!order.statement().sealOnPage()) {
      appear(issuer, order.drawings());
    }
    fields.add(issuer);
    PdfArray annotations = new PdfArray();
    annotations.add(issuer);
    if (order.approver()) {
      PdfDictionary approver = widget(APPROVER, first);
      fields.add(approver);
      annotations.add(approver);
    }
    annotations.makeIndirect(document); // what is added later changes this list alone
    first.getPdfObject().put(PdfName.Annots, annotations);
    PdfDictionary form = new PdfDictionary();
    form.put(PdfName.Fields, fields);
    form.put(PdfName.SigFlags, new PdfNumber(3)); // signatures exist, append only
    form.makeIndirect(document);
    PdfDictionary permissions = new PdfDictionary();
    permissions.put(PdfName.DocMDP, signature);
    PdfDictionary catalog = document.getCatalog().getPdfObject();
    catalog.put(PdfName.AcroForm, form);
    catalog.put(PdfName.Perms, permissions);
  }

  private PdfDictionary signature() {
    PdfDictionary parameters = new PdfDictionary();
    parameters.put(PdfName.Type, PdfName.TransformParams);
    parameters.put(PdfName.P, new PdfNumber(order.approver() ? 2 : 1));
    parameters.put(PdfName.V, new PdfName("1.2"));
    PdfDictionary reference = new PdfDictionary();
    reference.put(PdfName.Type, PdfName.SigRef);
    reference.put(PdfName.TransformMethod, PdfName.DocMDP);
    reference.put(PdfName.TransformParams, parameters);
    PdfDictionary signature = new PdfDictionary();
    signature.put(PdfName.Type, PdfName.Sig);
    signature.put(PdfName.Filter, PdfName.Adobe_PPKLite);
    signature.put(PdfName.SubFilter, PdfName.ETSI_CAdES_DETACHED);
    signature.put(PdfName.ByteRange, range);
    signature.put(PdfName.Contents, contents);
    signature.put(PdfName.M, new PdfString(PdfTime.of(order.payload().issuedAt())));
    signature.put(PdfName.Reference, new PdfArray(reference));
    signature.makeIndirect(document);
    return signature;
  }

  /** A field and its only widget in one dictionary; a field of no size shows nothing. */
  private PdfDictionary widget(String name, PdfPage page) {
    PdfDictionary widget = new PdfDictionary();
    widget.put(PdfName.Type, PdfName.Annot);
    widget.put(PdfName.Subtype, PdfName.Widget);
    widget.put(PdfName.FT, PdfName.Sig);
    widget.put(PdfName.T, new PdfString(name));
    widget.put(PdfName.F, new PdfNumber(PRINT_LOCKED));
    widget.put(PdfName.Rect, new PdfArray(new int[] {0, 0, 0, 0}));
    widget.put(PdfName.P, page.getPdfObject());
    widget.makeIndirect(document);
    return widget;
  }

  /** Draws the seal as the appearance of the signature. */
  private void appear(PdfDictionary widget, DrawingList drawings) {
    DrawingList.Seal seal = drawings.seal();
    double pageHeight = drawings.pages().get(seal.page()).height();
    Box box = seal.box();
    PdfArray rectangle = new PdfArray();
    rectangle.add(points(box.x()));
    rectangle.add(points(pageHeight - box.bottom()));
    rectangle.add(points(box.right()));
    rectangle.add(points(pageHeight - box.y()));
    widget.put(PdfName.Rect, rectangle);
    PdfStream form = new PdfStream(PageContent.shapes(seal.shapes(), box));
    form.put(PdfName.Type, PdfName.XObject);
    form.put(PdfName.Subtype, PdfName.Form);
    PdfArray bounds = new PdfArray(new int[] {0, 0});
    bounds.add(points(box.width()));
    bounds.add(points(box.height()));
    form.put(PdfName.BBox, bounds);
    form.put(PdfName.Resources, new PdfDictionary());
    form.makeIndirect(document);
    PdfDictionary appearance = new PdfDictionary();
    appearance.put(PdfName.N, form);
    widget.put(PdfName.AP, appearance);
  }

  private static PdfNumber points(double millimetres) {
    return new PdfNumber(StrictMath.rint(millimetres * PageContent.POINTS * 1000) / 1000);
  }

  /** Returns where the written file has the places for range and value. */
  ReservedSignature reserved(byte[] file) {
    return new ReservedSignature(
        Document.of(new byte[0]),
        file,
        range.getPosition(),
        contents.getPosition(),
        order.reserved());
  }
}
