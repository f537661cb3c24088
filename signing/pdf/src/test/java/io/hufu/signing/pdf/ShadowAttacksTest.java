package io.hufu.signing.pdf;

import io.hufu.verification.World;
import org.junit.jupiter.api.Test;

/**
 * Documents prepared by somebody before another signs them, so that an update which looks harmless
 * shows what he hid (the shadow attacks published in 2021: hide, replace, hide and replace).
 */
class ShadowAttacksTest {
  private static final String OVERLAY =
      "/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << >>";
  private static final byte[] WHITE = PdfDraft.bytes("1 1 1 rg 0 0 500 500 re f");
  private static final byte[] NOTHING = PdfDraft.bytes("");

  private static byte[] signed(PdfDraft prepared) {
    return SignedPdf.sign(prepared.end("/Root 1 0 R /Info 14 0 R"), World.AGENCY);
  }

  /** A page that draws an overlay over the text that will be shown later. */
  private static byte[] covered() {
    String page = SignedPdf.PAGE.replace("/Font <<", "/XObject << /X 40 0 R >> /Font <<");
    byte[] content = PdfDraft.bytes("BT /F1 12 Tf 50 400 Td (Licence 8) Tj ET /X Do");
    return signed(
        SignedPdf.draft(SignedPdf.CATALOG, "", page.replace("4 0 R", "47 0 R"))
            .put(47, "", content)
            .put(40, OVERLAY, WHITE));
  }

  @Test
  void hide_by_taking_the_overlay_away() {
    byte[] file = covered();
    Judged.of(file).isAccepted();
    Judged.of(PdfDraft.on(file).free(40).end()).isRejectedFor("OBJECT_CHANGED");
    Judged.of(PdfDraft.on(file).put(40, OVERLAY, NOTHING).end()).isRejectedFor("OBJECT_CHANGED");
    Judged.of(PdfDraft.on(file).put(40, "null").end()).isRejectedFor("OBJECT_CHANGED");
    Judged.of(PdfDraft.on(file).put(40, "<< /Type /Catalog >>").end())
        .isRejectedFor("OBJECT_CHANGED");
  }

  @Test
  void hide_behind_an_annotation_that_vanishes() {
    String square =
        "<< /Type /Annot /Subtype /Square /Rect [0 380 500 420] /P 3 0 R /AP << /N 40 0 R >> >>";
    String page = SignedPdf.PAGE.replace("16 0 R]", "16 0 R 41 0 R]");
    byte[] file =
        signed(
            SignedPdf.draft(SignedPdf.CATALOG, "", page).put(40, OVERLAY, WHITE).put(41, square));
    Judged.of(file).isAccepted();
    Judged.of(PdfDraft.on(file).put(3, SignedPdf.PAGE).end()).isRejectedFor("ANNOTATION_CHANGED");
    Judged.of(PdfDraft.on(file).free(41).end()).isRejectedFor("ANNOTATION_CHANGED");
    Judged.of(PdfDraft.on(file).put(40, OVERLAY, NOTHING).end())
        .isRejectedFor("APPEARANCE_CHANGED");
    Judged.of(PdfDraft.on(file).put(41, square.replace("/Rect", "/F 2 /Rect")).end())
        .isRejectedFor("ANNOTATION_CHANGED");
  }

  @Test
  void replace_a_font_program_or_its_map_to_characters() {
    String font =
        "<< /Type /Font /Subtype /TrueType /BaseFont /Licence /FirstChar 32 /LastChar 33 /Widths"
            + " [500 500] /FontDescriptor 42 0 R /ToUnicode 44 0 R >>";
    String descriptor = "<< /Type /FontDescriptor /FontName /Licence /FontFile2 43 0 R >>";
    byte[] file =
        signed(
            SignedPdf.draft(SignedPdf.CATALOG, "")
                .put(17, font)
                .put(42, descriptor)
                .put(43, "", PdfDraft.bytes("program"))
                .put(44, "", PdfDraft.bytes("map")));
    Judged.of(PdfDraft.on(file).put(43, "", PdfDraft.bytes("another")).end())
        .isRejectedFor("OBJECT_CHANGED");
    Judged.of(PdfDraft.on(file).put(44, "", PdfDraft.bytes("digits")).end())
        .isRejectedFor("OBJECT_CHANGED");
    Judged.of(PdfDraft.on(file).put(42, descriptor.replace("/Licence", "/Other")).end())
        .isRejectedFor("OBJECT_CHANGED");
    Judged.of(PdfDraft.on(file).put(17, font.replace("500 500", "0 500")).end())
        .isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void replace_the_fonts_that_all_form_fields_use() {
    byte[] file = signed(SignedPdf.draft(SignedPdf.CATALOG, ""));
    String other = SignedPdf.FORM.replace("/F1 17 0 R", "/F1 45 0 R");
    String symbol = "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>";
    Judged.of(PdfDraft.on(file).put(5, other).put(45, symbol).end()).isUndecidedFor("FORM_CHANGED");
    byte[] certified = SignedPdf.certified(2);
    Judged.of(PdfDraft.on(certified).put(5, other).put(45, symbol).end())
        .isRejectedFor("FORM_CHANGED");
  }

  @Test
  void replace_what_a_field_shows_but_not_its_value() {
    String field = SignedPdf.TEXT_FIELD.replace(" >>", " /AP << /N 46 0 R >> >>");
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "").put(46, OVERLAY, WHITE);
    byte[] file = signed(draft.put(8, field));
    Judged.of(PdfDraft.on(file).put(46, OVERLAY, NOTHING).end()).isUndecidedFor("FORM_CHANGED");
    Judged.of(PdfDraft.on(file).put(8, field.replace("[100 200 200 220]", "[0 0 500 500]")).end())
        .isRejectedFor("FORM_CHANGED");
  }

  /** Two documents in one file: the signed revision holds the pages that the update shows. */
  private static PdfDraft twofold() {
    return SignedPdf.draft(SignedPdf.CATALOG, "")
        .put(50, SignedPdf.CATALOG.replace("2 0 R", "51 0 R"))
        .put(51, "<< /Type /Pages /Kids [52 0 R] /Count 1 >>")
        .put(52, SignedPdf.PAGE.replace("4 0 R", "53 0 R").replace("2 0 R", "51 0 R"))
        .put(53, "", PdfDraft.bytes("BT /F1 12 Tf 50 400 Td (Licence 8) Tj ET"));
  }

  @Test
  void hide_and_replace_by_another_catalog_that_was_signed_too() {
    byte[] file = signed(twofold());
    Judged.of(PdfDraft.on(file).end("/Root 50 0 R")).isRejectedFor("CATALOG_CHANGED");
    String now = SignedPdf.CATALOG.replace("2 0 R", "51 0 R");
    Judged.of(PdfDraft.on(file).put(1, now).end()).isRejectedFor("PAGE_CHANGED");
    Judged.of(PdfDraft.on(file).put(2, "<< /Type /Pages /Kids [52 0 R] /Count 1 >>").end())
        .isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void hide_and_replace_by_entries_that_point_to_what_was_signed() {
    byte[] file = signed(twofold());
    String text = PdfDraft.latin(file);
    Judged.of(PdfDraft.on(file).at(2, text.indexOf("51 0 obj")).end())
        .isRejectedFor("CROSS_REFERENCE_WRONG");
    PdfDraft twice = twofold().raw("4 0 obj\n(x)\nendobj\n");
    byte[] hidden = signed(twice);
    int second = PdfDraft.latin(hidden).lastIndexOf("4 0 obj\n(x)");
    Judged.of(PdfDraft.on(hidden).at(4, second).end()).isRejectedFor("CROSS_REFERENCE_WRONG");
  }

  @Test
  void a_page_turned_cropped_or_scaled() {
    byte[] file = signed(SignedPdf.draft(SignedPdf.CATALOG, ""));
    for (String change :
        new String[] {
          "/Rotate 180", "/CropBox [0 0 9 9]", "/UserUnit 9", "/Tabs /S", "/AA << >>"
        }) {
      String page = SignedPdf.PAGE.replace("/Annots", change + " /Annots");
      Judged.of(PdfDraft.on(file).put(3, page).end()).isRejectedFor("PAGE_CHANGED");
    }
    String pages = "<< /Type /Pages /Kids [3 0 R 12 0 R] /Count 2 /Rotate 90 >>";
    Judged.of(PdfDraft.on(file).put(2, pages).end()).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void an_object_of_another_generation_takes_the_text_away() {
    byte[] file = signed(SignedPdf.draft(SignedPdf.CATALOG, ""));
    PdfDraft update = PdfDraft.on(file);
    long at = update.position();
    byte[] emptied = update.raw("4 1 obj\nnull\nendobj\n").at(4, at, 1).end();
    Judged.of(emptied).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void actions_that_show_or_hide_things_by_themselves_are_never_accepted() {
    for (String action :
        new String[] {
          "/S /SetOCGState /State [/ON 10 0 R]", "/S /Hide /T (name)", "/S /ImportData /F (x)"
        }) {
      String catalog = SignedPdf.CATALOG.replace("/Pages", "/OpenAction 48 0 R /Pages");
      byte[] file =
          signed(SignedPdf.draft(catalog, "").put(48, "<< /Type /Action " + action + " >>"));
      Judged.of(file).isUndecidedFor("ACTIVE_CONTENT");
    }
  }
}
