package io.hufu.signing.pdf;

import com.itextpdf.io.image.ImageDataFactory;
import com.itextpdf.kernel.geom.PageSize;
import com.itextpdf.kernel.pdf.PdfAConformance;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocumentInfo;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfOutputIntent;
import com.itextpdf.kernel.pdf.PdfPage;
import com.itextpdf.kernel.pdf.PdfStream;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.PdfVersion;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.WriterProperties;
import com.itextpdf.kernel.pdf.xobject.PdfImageXObject;
import com.itextpdf.pdfa.PdfADocument;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.signing.page.Drawing.Picture;
import io.hufu.signing.page.DrawingList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the first revision of a licence: PDF/A-3b (ISO 19005-3), one place for a signature. */
final class PdfMaker {
  private final PdfOrder order;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PdfADocument document;

  private PdfMaker(PdfOrder order) {
    this.order = order;
    PdfString id = new PdfString(id(order)).setHexWriting(true);
    WriterProperties properties =
        new WriterProperties()
            .setPdfVersion(PdfVersion.PDF_1_7)
            .setInitialDocumentId(id)
            .setModifiedDocumentId(id);
    this.document =
        new PdfADocument(
            new PdfWriter(out, properties),
            PdfAConformance.PDF_A_3B,
            new PdfOutputIntent(
                "Custom",
                "",
                "http://www.color.org",
                "sRGB IEC61966-2.1",
                new ByteArrayInputStream(SrgbProfile.bytes())));
  }

  /** The same licence on the same page is the same document. */
  private static byte[] id(PdfOrder order) {
    byte[] statement = order.statement().toJsonFile();
    byte[] digest = HashAlgorithm.SHA_256.digest(order.payload().toJsonFile(), statement);
    return Arrays.copyOf(digest, 16);
  }

  /** Makes the document; equal orders give equal bytes. */
  static ReservedSignature make(PdfOrder order) {
    return new PdfMaker(order).make();
  }

  private ReservedSignature make() {
    writeInformation();
    List<PdfPage> pages = writePages();
    PdfDictionary catalog = document.getCatalog().getPdfObject();
    catalog.put(PdfName.Lang, new PdfString("zh-CN"));
    new Attachments(document).write(order);
    SignatureFields fields = new SignatureFields(document, order);
    fields.write(pages);
    document.close();
    return fields.reserved(out.toByteArray());
  }

  private void writeInformation() {
    PdfDocumentInfo info = document.getDocumentInfo();
    info.setTitle(order.payload().licence().name());
    info.setAuthor(order.payload().licence().issuer().name());
    info.setSubject(order.payload().licence().identifier().text());
    info.setCreator("Hufu");
    String date = PdfTime.of(order.payload().issuedAt());
    info.setMoreInfo(PdfName.CreationDate.getValue(), date);
    info.setMoreInfo(PdfName.ModDate.getValue(), date);
  }

  private List<PdfPage> writePages() {
    DrawingList drawings = order.drawings();
    PdfDictionary fonts = new PdfDictionary();
    for (int i = 0; i < drawings.fonts().size(); i++) {
      fonts.put(new PdfName("F" + i), new FontObjects(document, drawings.fonts().get(i)).write());
    }
    List<PdfPage> pages = new ArrayList<>();
    for (int i = 0; i < drawings.pages().size(); i++) {
      DrawingList.Page page = drawings.pages().get(i);
      float width = (float) (page.width() * PageContent.POINTS);
      float height = (float) (page.height() * PageContent.POINTS);
      PdfPage made = document.addNewPage(new PageSize(width, height));
      PageContent.Written content = PageContent.page(drawings, i, order.statement().sealOnPage());
      PdfStream stream = new PdfStream(content.bytes());
      stream.makeIndirect(document);
      PdfDictionary resources = new PdfDictionary();
      resources.put(PdfName.Font, fonts);
      if (!content.pictures().isEmpty()) {
        resources.put(PdfName.XObject, pictures(content.pictures()));
      }
      made.getPdfObject().put(PdfName.Contents, stream);
      made.getPdfObject().put(PdfName.Resources, resources);
      pages.add(made);
    }
    return pages;
  }

  private PdfDictionary pictures(List<Picture> pictures) {
    PdfDictionary objects = new PdfDictionary();
    for (int i = 0; i < pictures.size(); i++) {
      PdfImageXObject image = new PdfImageXObject(ImageDataFactory.create(pictures.get(i).bytes()));
      image.makeIndirect(document);
      objects.put(new PdfName("I" + i), image.getPdfObject());
    }
    return objects;
  }

  /** The two files that say what is shown: the data, and what else decides how it looks. */
  private record Attachments(PdfADocument document) {
    void write(PdfOrder order) {
      PdfArray associated = new PdfArray();
      PdfArray names = new PdfArray();
      add(associated, names, "licence.json", order.payload().toJsonFile(), PdfName.Data, order);
      add(
          associated,
          names,
          "page.json",
          order.statement().toJsonFile(),
          PdfName.Supplement,
          order);
      PdfDictionary tree = new PdfDictionary();
      tree.put(PdfName.Names, names);
      PdfDictionary all = new PdfDictionary();
      all.put(PdfName.EmbeddedFiles, tree);
      document.getCatalog().put(PdfName.Names, all);
      document.getCatalog().put(PdfName.AF, associated);
    }

    private void add(
        PdfArray associated,
        PdfArray names,
        String name,
        byte[] bytes,
        PdfName relationship,
        PdfOrder order) {
      PdfDictionary parameters = new PdfDictionary();
      parameters.put(PdfName.Size, new PdfNumber(bytes.length));
      parameters.put(PdfName.ModDate, new PdfString(PdfTime.of(order.payload().issuedAt())));
      PdfStream file = new PdfStream(bytes);
      file.put(PdfName.Type, PdfName.EmbeddedFile);
      file.put(PdfName.Subtype, new PdfName("application/json"));
      file.put(PdfName.Params, parameters);
      file.makeIndirect(document);
      PdfDictionary embedded = new PdfDictionary();
      embedded.put(PdfName.F, file);
      embedded.put(PdfName.UF, file);
      PdfDictionary specification = new PdfDictionary();
      specification.put(PdfName.Type, PdfName.Filespec);
      specification.put(PdfName.F, new PdfString(name));
      specification.put(PdfName.UF, new PdfString(name));
      specification.put(PdfName.Desc, new PdfString(name));
      specification.put(PdfName.AFRelationship, relationship);
      specification.put(PdfName.EF, embedded);
      specification.makeIndirect(document);
      associated.add(specification);
      names.add(new PdfString(name.getBytes(StandardCharsets.US_ASCII)));
      names.add(specification);
    }
  }
}
