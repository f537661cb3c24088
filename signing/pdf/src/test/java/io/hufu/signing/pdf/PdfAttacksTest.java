package io.hufu.signing.pdf;

import io.hufu.verification.World;
import org.junit.jupiter.api.Test;

/** Documents that somebody changed after they were signed. */
class PdfAttacksTest {
  private static final byte[] SIGNED = SignedPdf.approved();
  private static final byte[] CERTIFIED = SignedPdf.certified(1);
  private static final byte[] OPEN_FOR_APPROVAL = SignedPdf.certified(2);
  private static final byte[] OPEN_FOR_NOTES = SignedPdf.certified(3);
  private static final byte[] EVIL = PdfDraft.bytes("BT /F1 12 Tf 50 400 Td (Licence 8) Tj ET");

  private static PdfDraft update() {
    return PdfDraft.on(SIGNED);
  }

  @Test
  void bytes_appended() {
    byte[] file = PdfDraft.on(SIGNED).raw("4 0 obj\n<< >>\nendobj\n").end().clone();
    byte[] appended = PdfDraft.bytes(PdfDraft.latin(SIGNED) + "4 0 obj << >> endobj\n");
    Judged.of(appended).isRejectedFor("BYTES_NOT_EXPLAINED");
    Judged.of(PdfDraft.bytes(PdfDraft.latin(SIGNED) + "x%%EOF\n"))
        .isRejectedFor("BYTES_NOT_EXPLAINED");
    Judged.of(file).isRejectedFor("BYTES_NOT_EXPLAINED");
  }

  @Test
  void an_object_replaced_by_an_update() {
    Judged.of(update().put(4, "", EVIL).end()).isRejectedFor("PAGE_CHANGED");
    Judged.of(PdfDraft.on(CERTIFIED).put(4, "", EVIL).end()).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void an_object_replaced_and_then_put_back() {
    byte[] replaced = update().put(4, "", EVIL).end();
    byte[] original = PdfDraft.bytes("BT /F1 12 Tf 50 400 Td (Licence 7) Tj ET");
    Judged.of(PdfDraft.on(replaced).put(4, "", original).end()).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void an_update_whose_entries_point_into_the_signed_revision() {
    long hidden = PdfDraft.latin(SIGNED).indexOf("13 0 obj");
    Judged.of(update().at(4, hidden).end()).isRejectedFor("CROSS_REFERENCE_WRONG");
    Judged.of(update().at(13, hidden).end()).isAccepted();
  }

  @Test
  void a_cross_reference_section_that_shadows_another_one() {
    byte[] once = update().put(4, "", EVIL).end();
    String text = PdfDraft.latin(once);
    int last = text.lastIndexOf("/Prev ");
    String cut =
        text.substring(0, last) + text.substring(last).replaceFirst("/Prev \\d+", "/Prev 9");
    Judged.of(PdfDraft.bytes(cut)).isRejectedFor("CROSS_REFERENCE_WRONG");
  }

  @Test
  void an_update_hidden_behind_a_section_that_skips_it() {
    byte[] hidden = update().put(4, "", EVIL).end();
    long start = PdfDraft.latin(SIGNED).lastIndexOf("\nxref\n") + 1L;
    String text = PdfDraft.latin(PdfDraft.on(hidden).put(18, "<< >>").end());
    int last = text.lastIndexOf("/Prev ");
    String skipped =
        text.substring(0, last) + text.substring(last).replaceFirst("/Prev \\d+", "/Prev " + start);
    Judged.of(PdfDraft.bytes(skipped)).isRejectedFor("BYTES_NOT_EXPLAINED");
  }

  @Test
  void the_catalog_replaced() {
    Judged.of(update().put(18, SignedPdf.CATALOG).end("/Root 18 0 R"))
        .isRejectedFor("CATALOG_CHANGED");
    String lang = SignedPdf.CATALOG.replace("/Pages", "/ViewerPreferences << >> /Pages");
    Judged.of(update().put(1, lang).end()).isRejectedFor("CATALOG_CHANGED");
  }

  @Test
  void another_page_tree() {
    String catalog = SignedPdf.CATALOG.replace("2 0 R", "18 0 R");
    byte[] file =
        update().put(1, catalog).put(18, "<< /Type /Pages /Kids [12 0 R] /Count 1 >>").end();
    Judged.of(file).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void a_page_added_removed_and_moved() {
    String pages = "<< /Type /Pages /Kids [%s] /Count 2 >>";
    Judged.of(
            update()
                .put(2, String.format(pages, "3 0 R 12 0 R 18 0 R"))
                .put(18, SignedPdf.PAGE)
                .end())
        .isRejectedFor("PAGE_CHANGED");
    Judged.of(update().put(2, String.format(pages, "12 0 R")).end()).isRejectedFor("PAGE_CHANGED");
    Judged.of(update().put(2, String.format(pages, "12 0 R 3 0 R")).end())
        .isRejectedFor("PAGE_CHANGED");
    Judged.of(update().free(12).end()).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void a_font_replaced_by_one_that_shows_other_letters() {
    String font = "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>";
    Judged.of(update().put(17, font).end()).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void a_layer_switched() {
    String off = SignedPdf.CATALOG.replace("/ON [10 0 R]", "/OFF [10 0 R]");
    Judged.of(update().put(1, off).end()).isRejectedFor("LAYER_CHANGED");
    Judged.of(update().put(10, "<< /Type /OCG /Name (layer) /Intent /Design >>").end())
        .isRejectedFor("LAYER_CHANGED");
  }

  @Test
  void a_form_value_changed_under_docmdp_1() {
    String value = SignedPdf.TEXT_FIELD.replace("Canteen", "Hotel");
    Judged.of(PdfDraft.on(CERTIFIED).put(8, value).end()).isRejectedFor("FORM_CHANGED");
    Judged.of(PdfDraft.on(OPEN_FOR_APPROVAL).put(8, value).end()).isUndecidedFor("FORM_CHANGED");
    Judged.of(update().put(8, value).end()).isUndecidedFor("FORM_CHANGED");
  }

  @Test
  void a_form_value_that_a_signer_locked() {
    String lock =
        " /Reference [<< /TransformMethod /FieldMDP /TransformParams"
            + " << /Action /Include /Fields [(name)] >> >>]";
    byte[] locked =
        SignedPdf.sign(SignedPdf.draft(SignedPdf.CATALOG, lock).end("/Root 1 0 R"), World.AGENCY);
    Judged.of(locked).isAccepted();
    String value = SignedPdf.TEXT_FIELD.replace("Canteen", "Hotel");
    Judged.of(PdfDraft.on(locked).put(8, value).end()).isRejectedFor("FORM_CHANGED");
  }

  @Test
  void a_form_redrawn_by_the_viewer_or_given_other_fonts() {
    Judged.of(update().put(5, SignedPdf.FORM.replace("/Sig", "/NeedAppearances true /Sig")).end())
        .isRejectedFor("FORM_CHANGED");
    Judged.of(update().put(5, SignedPdf.FORM.replace("/Sig", "/XFA (x) /Sig")).end())
        .isRejectedFor("FORM_CHANGED");
    Judged.of(PdfDraft.on(CERTIFIED).put(5, SignedPdf.FORM.replace("12 Tf", "1 Tf")).end())
        .isRejectedFor("FORM_CHANGED");
  }

  @Test
  void an_annotation_laid_over_the_text() {
    String page = SignedPdf.PAGE.replace("16 0 R]", "16 0 R 18 0 R]");
    String stamp =
        "<< /Type /Annot /Subtype /FreeText /Rect [0 380 500 420] /Contents (Licence 8) >>";
    Judged.of(PdfDraft.on(CERTIFIED).put(3, page).put(18, stamp).end())
        .isRejectedFor("ANNOTATION_CHANGED");
    Judged.of(PdfDraft.on(OPEN_FOR_APPROVAL).put(3, page).put(18, stamp).end())
        .isRejectedFor("ANNOTATION_CHANGED");
    Judged.of(PdfDraft.on(OPEN_FOR_NOTES).put(3, page).put(18, stamp).end())
        .isUndecidedFor("ANNOTATION_CHANGED");
    Judged.of(update().put(3, page).put(18, stamp).end()).isUndecidedFor("ANNOTATION_CHANGED");
  }

  @Test
  void an_annotation_taken_away_or_moved() {
    Judged.of(update().put(3, SignedPdf.PAGE.replace(" 16 0 R]", "]")).end())
        .isRejectedFor("ANNOTATION_CHANGED");
    Judged.of(PdfDraft.on(CERTIFIED).put(16, SignedPdf.NOTE.replace("10 10", "10 400")).end())
        .isRejectedFor("ANNOTATION_CHANGED");
  }

  @Test
  void the_picture_of_the_signature_swapped() {
    byte[] seal = PdfDraft.bytes("0 0 50 50 re f");
    String form = "/Type /XObject /Subtype /Form /BBox [0 0 100 50]";
    Judged.of(update().put(11, form, seal).end()).isRejectedFor("APPEARANCE_CHANGED");
    Judged.of(
            update().put(6, SignedPdf.FIELD.replace("11 0 R", "18 0 R")).put(18, form, seal).end())
        .isRejectedFor("APPEARANCE_CHANGED");
  }

  @Test
  void the_signature_moved_replaced_and_taken_away() {
    Judged.of(update().put(6, SignedPdf.FIELD.replace("100 100 200", "0 0 500")).end())
        .isRejectedFor("SIGNATURE_FIELD_CHANGED");
    Judged.of(update().put(6, SignedPdf.FIELD.replace("/V 7 0 R", "")).end())
        .isRejectedFor("NOT_SIGNED");
    Judged.of(update().put(7, "<< /Type /Sig >>").end())
        .isRejectedFor("SIGNATURE_DICTIONARY_WRONG");
  }

  @Test
  void the_approvers_field_enlarged_while_he_signs() {
    String field =
        SignedPdf.EMPTY_FIELD
            .replace("300 100 400 150", "0 0 500 500")
            .replace(" >>", " /V 30 0 R >>");
    PdfDraft draft =
        PdfDraft.on(OPEN_FOR_APPROVAL)
            .put(9, field)
            .put(30, SignedPdf.signature("/ETSI.CAdES.detached", ""));
    Judged judged = Judged.of(SignedPdf.sign(draft.end(), World.STRANGER));
    org.assertj.core.api.Assertions.assertThat(judged.objections())
        .anyMatch(f -> f.code().equals("SIGNATURE_FIELD_CHANGED") && f.subject().signature() == 1);
    org.assertj.core.api.Assertions.assertThat(judged.report().verdict())
        .isNotEqualTo(io.hufu.model.report.Verdict.ACCEPTED);
  }

  @Test
  void two_fields_for_one_signature() {
    String twin =
        SignedPdf.FIELD.replace("(issuer)", "(twin)").replace("100 100 200 150", "0 0 9 9");
    byte[] file =
        update().put(5, SignedPdf.FORM.replace("9 0 R]", "9 0 R 18 0 R]")).put(18, twin).end();
    Judged.of(file).isRejectedFor("SIGNATURE_DUPLICATED");
  }

  @Test
  void a_script_or_an_action_added() {
    String catalog = SignedPdf.CATALOG.replace("/Pages", "/OpenAction 18 0 R /Pages");
    String script = "<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>";
    Judged.of(update().put(1, catalog).put(18, script).end()).isRejectedFor("ACTION_CHANGED");
  }

  @Test
  void an_object_that_was_referred_to_before_signing_appears_later() {
    String page = SignedPdf.PAGE.replace("/Contents 4 0 R", "/Contents [4 0 R 19 0 R]");
    PdfDraft prepared = SignedPdf.draft(SignedPdf.CATALOG, "", page);
    byte[] signed = SignedPdf.sign(prepared.end("/Root 1 0 R"), World.AGENCY);
    Judged.of(PdfDraft.on(signed).put(19, "", EVIL).end()).isRejectedFor("HIDDEN_CONTENT");
  }

  @Test
  void a_second_definition_hidden_in_the_signed_revision() {
    PdfDraft prepared = SignedPdf.draft(SignedPdf.CATALOG, "");
    prepared.raw(
        "4 0 obj\n<< /Length "
            + EVIL.length
            + " >>\nstream\n"
            + PdfDraft.latin(EVIL)
            + "\nendstream\nendobj\n");
    byte[] signed = SignedPdf.sign(prepared.end("/Root 1 0 R"), World.AGENCY);
    Judged.of(signed).isUndecidedFor("HIDDEN_CONTENT");
    long hidden = PdfDraft.latin(signed).lastIndexOf("4 0 obj");
    Judged.of(PdfDraft.on(signed).at(4, hidden).end()).isRejectedFor("CROSS_REFERENCE_WRONG");
  }

  @Test
  void an_object_of_two_roles_changed_in_the_innocent_one() {
    String page = SignedPdf.PAGE.replace("/Contents 4 0 R", "/Contents 41 0 R");
    String catalog = SignedPdf.CATALOG.replace("/OCP", "/DSS << /Certs 41 0 R >> /OCP");
    PdfDraft prepared = SignedPdf.draft(catalog, "", page).put(41, "[4 0 R]");
    byte[] signed = SignedPdf.sign(prepared.end("/Root 1 0 R"), World.AGENCY);
    Judged.of(signed).isAccepted();
    Judged.of(PdfDraft.on(signed).put(41, "[4 0 R 42 0 R]").put(42, "", EVIL).end())
        .isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void a_time_stamp_that_can_be_seen() {
    String field =
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (stamp) /F 4 /P 3 0 R /Rect [0 380 500 420]"
            + " /V 21 0 R /AP << /N 22 0 R >> >>";
    PdfDraft draft =
        PdfDraft.on(CERTIFIED)
            .put(3, SignedPdf.PAGE.replace("16 0 R]", "16 0 R 20 0 R]"))
            .put(5, SignedPdf.FORM.replace("9 0 R]", "9 0 R 20 0 R]"))
            .put(20, field)
            .put(21, SignedPdf.timeStamp())
            .put(22, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]", EVIL);
    Judged.of(SignedPdf.stamp(draft.end(), World.SIGNED)).isRejectedFor("CHANGE_NOT_PERMITTED");
  }

  @Test
  void a_sneaky_signature_whose_field_did_not_exist() {
    String field = SignedPdf.FIELD.replace("(issuer)", "(sneaky)").replace("7 0 R", "30 0 R");
    PdfDraft draft =
        PdfDraft.on(OPEN_FOR_NOTES)
            .put(3, SignedPdf.PAGE.replace("16 0 R]", "16 0 R 29 0 R]"))
            .put(5, SignedPdf.FORM.replace("9 0 R]", "9 0 R 29 0 R]"))
            .put(29, field.replace("100 100 200 150", "0 380 500 420"))
            .put(30, SignedPdf.signature("/ETSI.CAdES.detached", ""));
    Judged judged = Judged.of(SignedPdf.sign(draft.end(), World.STRANGER));
    org.assertj.core.api.Assertions.assertThat(judged.report().verdict())
        .isNotEqualTo(io.hufu.model.report.Verdict.ACCEPTED);
    org.assertj.core.api.Assertions.assertThat(judged.objections())
        .anyMatch(f -> f.code().equals("CHANGE_NOT_PERMITTED") && f.subject().signature() == 1);
  }
}
