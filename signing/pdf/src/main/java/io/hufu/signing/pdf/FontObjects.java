package io.hufu.signing.pdf;

import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfStream;
import com.itextpdf.kernel.pdf.PdfString;
import io.hufu.signing.page.EmbeddedFont;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes an embedded font as a composite font with Identity-H (ISO 32000-1 §9.7). */
final class FontObjects {
  /** FontDescriptor flag of a font whose characters are not those of a Latin set. */
  private static final int SYMBOLIC = 4;

  private static final int CODES_IN_ONE_BLOCK = 100;

  private final PdfDocument document;
  private final EmbeddedFont font;

  FontObjects(PdfDocument document, EmbeddedFont font) {
    this.document = document;
    this.font = font;
  }

  PdfDictionary write() {
    PdfDictionary composite = new PdfDictionary();
    composite.put(PdfName.Type, PdfName.Font);
    composite.put(PdfName.Subtype, PdfName.Type0);
    composite.put(PdfName.BaseFont, new PdfName(font.name()));
    composite.put(PdfName.Encoding, PdfName.IdentityH);
    composite.put(PdfName.DescendantFonts, new PdfArray(descendant()));
    composite.put(PdfName.ToUnicode, stream(toUnicode()));
    composite.makeIndirect(document);
    return composite;
  }

  private PdfDictionary descendant() {
    PdfDictionary info = new PdfDictionary();
    info.put(PdfName.Registry, new PdfString("Adobe"));
    info.put(PdfName.Ordering, new PdfString("Identity"));
    info.put(PdfName.Supplement, new PdfNumber(0));
    PdfDictionary cid = new PdfDictionary();
    cid.put(PdfName.Type, PdfName.Font);
    cid.put(PdfName.Subtype, PdfName.CIDFontType2);
    cid.put(PdfName.BaseFont, new PdfName(font.name()));
    cid.put(PdfName.CIDSystemInfo, info);
    cid.put(PdfName.FontDescriptor, descriptor());
    cid.put(PdfName.DW, new PdfNumber(1000));
    cid.put(PdfName.W, widths());
    cid.put(PdfName.CIDToGIDMap, PdfName.Identity);
    cid.makeIndirect(document);
    return cid;
  }

  private PdfArray widths() {
    PdfArray each = new PdfArray();
    font.advances().forEach(advance -> each.add(new PdfNumber(advance)));
    PdfArray widths = new PdfArray();
    widths.add(new PdfNumber(0));
    widths.add(each);
    return widths;
  }

  private PdfDictionary descriptor() {
    EmbeddedFont.Metrics metrics = font.metrics();
    PdfDictionary descriptor = new PdfDictionary();
    descriptor.put(PdfName.Type, PdfName.FontDescriptor);
    descriptor.put(PdfName.FontName, new PdfName(font.name()));
    descriptor.put(PdfName.Flags, new PdfNumber(SYMBOLIC));
    descriptor.put(
        PdfName.FontBBox, new PdfArray(metrics.box().stream().mapToInt(i -> i).toArray()));
    descriptor.put(PdfName.ItalicAngle, new PdfNumber(metrics.italicAngle()));
    descriptor.put(PdfName.Ascent, new PdfNumber(metrics.ascent()));
    descriptor.put(PdfName.Descent, new PdfNumber(metrics.descent()));
    descriptor.put(PdfName.CapHeight, new PdfNumber(metrics.capHeight()));
    descriptor.put(PdfName.StemV, new PdfNumber(metrics.weight() / 5));
    PdfStream file = stream(font.bytes());
    file.put(PdfName.Length1, new PdfNumber(font.bytes().length));
    descriptor.put(PdfName.FontFile2, file);
    descriptor.makeIndirect(document);
    return descriptor;
  }

  private PdfStream stream(byte[] bytes) {
    PdfStream stream = new PdfStream(bytes);
    stream.makeIndirect(document);
    return stream;
  }

  /** ISO 32000-1 §9.10.3: a CMap from glyphs to the characters that they show, in UTF-16. */
  private byte[] toUnicode() {
    StringBuilder map =
        new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n")
            .append("/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n")
            .append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n")
            .append("1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    List<Integer> all = font.codePoints();
    for (int from = 0; from < all.size(); from += CODES_IN_ONE_BLOCK) {
      int to = Math.min(all.size(), from + CODES_IN_ONE_BLOCK);
      map.append(to - from).append(" beginbfchar\n");
      for (int i = from; i < to; i++) {
        map.append(String.format(Locale.ROOT, "<%04X><", i + 1));
        for (char unit : Character.toChars(all.get(i))) {
          map.append(String.format(Locale.ROOT, "%04X", (int) unit));
        }
        map.append(">\n");
      }
      map.append("endbfchar\n");
    }
    map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return map.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
