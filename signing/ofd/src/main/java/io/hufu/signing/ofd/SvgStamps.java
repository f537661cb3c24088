package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.seal.SealPicture;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.signing.input.Document;
import io.hufu.signing.page.FontChain;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Draws the seals of a page where their signatures show them; judges none.
 *
 * <p>The picture is the one inside the signed seal, whatever other files say.
 */
record SvgStamps(OfdPackage parts, SvgCanvas canvas, FontChain chain) {
  /** Draws the stamps that the listed signatures put on a page. */
  void draw(DocBody body, DocBody.Page page) throws IOException {
    Optional<SignatureList> list;
    try {
      list = body.signatures(parts);
    } catch (OfdFault e) {
      canvas.note(NotDrawn.Reason.STAMP_UNREADABLE, String.valueOf(e.getMessage()));
      return;
    }
    int number = 0;
    for (SignatureList.Listed listed : list.map(SignatureList::listed).orElse(List.of())) {
      if (++number <= parts.limits().signatures() && listed.file().isPresent()) {
        draw(listed.file().get(), page);
      }
    }
  }

  private void draw(String entry, DocBody.Page page) throws IOException {
    try {
      SignatureFile file = SignatureFile.read(entry, parts);
      List<SignatureFile.StampAnnot> here =
          file.stamps().stream().filter(stamp -> stamp.page().equals(page.id())).toList();
      if (here.isEmpty()) {
        return;
      }
      SealPicture picture = SealSignature.parse(parts.bytes(file.value())).seal().picture();
      for (SignatureFile.StampAnnot stamp : here) {
        if (stamp.boundary().isEmpty() || !canvas.spend()) {
          continue;
        }
        Boundary visible = stamp.visible().orElse(stamp.boundary().get());
        XmlText xml = canvas.body();
        int depth = xml.depth();
        xml.start("g");
        new SvgClips(canvas).to(xml, visible);
        draw(picture, stamp.boundary().get());
        xml.endTo(depth);
      }
    } catch (OfdFault | MalformedDataException e) {
      canvas.note(NotDrawn.Reason.STAMP_UNREADABLE, entry + ": " + e.getMessage());
    }
  }

  private void draw(SealPicture picture, Boundary box)
      throws IOException, OfdFault, MalformedDataException {
    byte[] data = picture.data();
    if (SvgImages.starts(data, 'P', 'K', 3, 4)) {
      nested(data, box);
    } else if (!new SvgImages(canvas).draw(data, box)) {
      canvas.note(NotDrawn.Reason.STAMP_UNREADABLE, picture.type());
    }
  }

  /** A picture of type ofd is the first page of a package; what that signs is not looked at. */
  private void nested(byte[] data, Boundary box)
      throws IOException, OfdFault, MalformedDataException {
    OfdPackage inner = OfdPackage.open(Document.of(data), parts.limits(), parts.tolerances());
    DocBody body = DocBody.all(inner.part("OFD.xml", "OFD"), inner).get(0);
    Optional<DocBody.Page> page = body.pages().values().stream().findFirst();
    if (page.isEmpty() || page.get().area().area() <= 0) {
      throw OfdFault.malformed("", "the seal's picture has no page");
    }
    Boundary area = page.get().area();
    String matrix =
        XmlText.precise(
            box.width() / area.width(), 0, 0, box.height() / area.height(), box.x(), box.y());
    canvas.body().start("g").attribute("transform", "matrix(" + matrix + ")");
    new SvgPage(inner, body, canvas, chain, "seal" + canvas.body().length() + ' ').draw(page.get());
  }
}
