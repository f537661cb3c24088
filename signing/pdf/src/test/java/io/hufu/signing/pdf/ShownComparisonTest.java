package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two documents are compared by what they show, not by how they are written. */
class ShownComparisonTest {
  private static final String CATALOG =
      "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /SigFlags 3 >> >>";
  private static final String PAGE =
      "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R] >>";
  private static final String FIELD =
      "<< /Subtype /Widget /FT /Sig /T (Issuer) /Rect [0 0 0 0] /P 3 0 R /V 7 0 R >>";
  private static final byte[] TEXT = PdfDraft.bytes("BT (Licence 7) Tj ET");

  private static PdfDraft draft(String catalog, String page, String field) {
    return PdfDraft.file()
        .put(1, catalog)
        .put(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        .put(3, page)
        .put(6, field)
        .put(7, "<< /Type /Sig >>");
  }

  private static View view(PdfDraft draft) throws Exception {
    Document document = Document.of(draft.end());
    return PdfStructure.read(new FileWindow(document), Limits.DEFAULT).newest();
  }

  private static Optional<String> difference(PdfDraft other) throws Exception {
    View expected = view(draft(CATALOG, PAGE, FIELD).put(4, "", TEXT));
    return new ShownComparison(expected, view(other)).difference();
  }

  @Test
  void other_numbers_other_order_and_other_filters_are_no_difference() throws Exception {
    PdfDraft other =
        draft(
            CATALOG.replace("6 0 R", "9 0 R"),
            "<< /Annots 8 0 R /Contents 5 0 R /Parent 2 0 R /Type /Page >>",
            "null");
    other.put(5, "/Filter /FlateDecode", BadInputTest.deflated(TEXT)).put(8, "[9 0 R]");
    assertThat(difference(other.put(9, FIELD.replace("/V 7 0 R", "/V 10 0 R")))).isEmpty();
  }

  @Test
  void what_signing_adds_is_no_difference() throws Exception {
    String stamp =
        "<< /Subtype /Widget /FT /Sig /T (stamp) /Rect [0 0 0 0] /V << /Type /DocTimeStamp >> >>";
    PdfDraft stamped =
        draft(
            CATALOG.replace("[6 0 R]", "[6 0 R 8 0 R]").replace("/Pages", "/DSS << >> /Pages"),
            PAGE.replace("[6 0 R]", "[6 0 R 8 0 R]"),
            FIELD);
    assertThat(difference(stamped.put(4, "", TEXT).put(8, stamp))).isEmpty();
    PdfDraft seen =
        draft(CATALOG, PAGE.replace("[6 0 R]", "[6 0 R 8 0 R]"), FIELD).put(4, "", TEXT);
    seen.put(8, stamp.replace("[0 0 0 0]", "[0 0 9 9]"));
    assertThat(difference(seen)).contains("catalog /Pages /Kids 0 /Annots");
  }

  @Test
  void whatever_else_differs_is_named_by_its_path() throws Exception {
    assertThat(difference(draft(CATALOG, PAGE, FIELD).put(4, "", PdfDraft.bytes("BT (8) Tj ET"))))
        .contains("catalog /Pages /Kids 0 /Contents");
    PdfDraft larger = draft(CATALOG, PAGE, FIELD.replace("[0 0 0 0]", "[0 0 9 9]"));
    assertThat(difference(larger.put(4, "", TEXT)))
        .contains("catalog /Pages /Kids 0 /Annots 0 /Rect 2");
    PdfDraft more = draft(CATALOG.replace("/Pages", "/OpenAction 7 0 R /Pages"), PAGE, FIELD);
    assertThat(difference(more.put(4, "", TEXT))).contains("catalog /OpenAction");
    PdfDraft turned = draft(CATALOG, PAGE.replace("/Parent", "/Rotate 90 /Parent"), FIELD);
    assertThat(difference(turned.put(4, "", TEXT))).contains("catalog /Pages /Kids 0 /Rotate");
    PdfDraft coded = draft(CATALOG, PAGE, FIELD).put(4, "/Filter /JPXDecode", TEXT);
    assertThat(difference(coded)).contains("catalog /Pages /Kids 0 /Contents");
    PdfDraft two = draft(CATALOG, PAGE, FIELD).put(4, "", TEXT);
    two.put(2, "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 1 >>");
    assertThat(difference(two)).contains("catalog /Pages /Kids");
  }
}
