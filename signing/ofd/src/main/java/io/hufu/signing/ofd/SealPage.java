package io.hufu.signing.ofd;

import io.hufu.crypto.seal.SealPicture;
import io.hufu.signing.page.Drawing;
import io.hufu.signing.page.FontChain;
import io.hufu.signing.page.PageException;
import io.hufu.signing.page.RoundSeal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the picture of a pilot seal: a small OFD of outlines (picture type {@code ofd}).
 *
 * <p>Sharp at any size, needs no font, and says 样章. Stateless and thread-safe.
 */
public final class SealPage {
  private SealPage() {}

  /**
   * Draws the round picture of an authority's pilot seal.
   *
   * @param diameter whole millimetres, 20 to 60
   * @throws PageException GLYPH_MISSING when no font of the chain can show the name
   */
  public static SealPicture pilot(String authority, int diameter, FontChain fonts)
      throws PageException {
    if (diameter < 20 || diameter > 60) {
      throw new IllegalArgumentException("a seal has a diameter of 20 to 60 mm");
    }
    byte[] picture = write(RoundSeal.pilot(authority, diameter, fonts), diameter);
    return new SealPicture("ofd", picture, diameter, diameter);
  }

  private static byte[] write(List<Drawing.Shape> shapes, int diameter) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    XmlText ofd = XmlText.root("OFD").attribute("Version", "1.1").attribute("DocType", "OFD");
    ofd.start("DocBody").start("DocInfo").element("DocID", "0".repeat(32)).end();
    ofd.element("DocRoot", "Doc_0/Document.xml");
    entries.put("OFD.xml", ofd.bytes());
    String box = XmlText.numbers(0, 0, diameter, diameter);
    XmlText document = XmlText.root("Document").start("CommonData");
    document.element("MaxUnitID", Integer.toString(shapes.size() + 2));
    document.start("PageArea").element("PhysicalBox", box).end().end();
    document.start("Pages").start("Page").attribute("ID", "1");
    document.attribute("BaseLoc", "Pages/Page_0/Content.xml");
    entries.put("Doc_0/Document.xml", document.bytes());
    XmlText page = XmlText.root("Page").start("Area").element("PhysicalBox", box).end();
    page.start("Content").start("Layer").attribute("ID", "2").attribute("Type", "Body");
    for (int i = 0; i < shapes.size(); i++) {
      PageContent.shape(page, shapes.get(i), i + 3);
    }
    entries.put("Doc_0/Pages/Page_0/Content.xml", page.bytes());
    return ZipWriter.write(entries);
  }
}
