package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Verdict;
import io.hufu.verification.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Certified documents to which somebody adds what the level of permission seems to allow (the evil
 * annotation and the sneaky signature attacks published in 2021), and attacks on the level itself.
 */
class CertificationAttacksTest {
  private static final byte[] OPEN_FOR_APPROVAL = SignedPdf.certified(2);
  private static final byte[] OPEN_FOR_NOTES = SignedPdf.certified(3);
  private static final String CATALOG = PdfUpdatesTest.certifiedCatalog();

  private static byte[] withAnnotation(byte[] file, String annotation) {
    return PdfDraft.on(file)
        .put(3, SignedPdf.PAGE.replace("16 0 R]", "16 0 R 60 0 R]"))
        .put(60, "<< /Type /Annot /Rect [0 380 500 420] /P 3 0 R " + annotation + " >>")
        .end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Subtype /FreeText /Contents (Licence 8) /DA (/F1 12 Tf)",
        "/Subtype /Stamp /AP << /N 11 0 R >>",
        "/Subtype /Redact /OverlayText (Licence 8)",
        "/Subtype /Square /IC [1 1 1] /C [1 1 1]",
        "/Subtype /Ink /InkList [[0 0 9 9]]",
        "/Subtype /Line /L [0 0 9 9] /BS << /W 50 >>",
        "/Subtype /Link /A << /S /URI /URI (https://example.org) >>",
        "/Subtype /Widget /FT /Tx /T (more) /V (Licence 8)",
        "/Subtype /Widget /FT /Btn /T (push) /MK << /CA (Licence 8) >>"
      })
  void an_evil_annotation_of_any_kind(String annotation) {
    Judged.of(withAnnotation(SignedPdf.certified(1), annotation))
        .isRejectedFor("ANNOTATION_CHANGED");
    Judged.of(withAnnotation(OPEN_FOR_APPROVAL, annotation)).isRejectedFor("ANNOTATION_CHANGED");
    Judged.of(withAnnotation(OPEN_FOR_NOTES, annotation)).isUndecidedFor("ANNOTATION_CHANGED");
  }

  /** A field that was not there before, over the text, signed by whoever wants to. */
  private static byte[] sneaky(byte[] file, String rect, SigningKey key) {
    String field =
        SignedPdf.FIELD
            .replace("(issuer)", "(sneaky)")
            .replace("7 0 R", "30 0 R")
            .replace("100 100 200 150", rect)
            .replace("11 0 R", "31 0 R");
    PdfDraft draft =
        PdfDraft.on(file)
            .put(3, SignedPdf.PAGE.replace("16 0 R]", "16 0 R 29 0 R]"))
            .put(5, SignedPdf.FORM.replace("9 0 R]", "9 0 R 29 0 R]"))
            .put(29, field)
            .put(30, SignedPdf.signature("/ETSI.CAdES.detached", ""))
            .put(
                31,
                "/Type /XObject /Subtype /Form /BBox [0 0 500 40]",
                PdfDraft.bytes("BT (Licence 8) Tj ET"));
    return SignedPdf.sign(draft.end(), key);
  }

  @Test
  void a_sneaky_signature_at_every_level() {
    for (int level = 1; level <= 3; level++) {
      for (String rect : new String[] {"0 380 500 420", "0 0 0 0"}) {
        Judged judged = Judged.of(sneaky(SignedPdf.certified(level), rect, World.STRANGER));
        assertThat(judged.report().verdict()).isNotEqualTo(Verdict.ACCEPTED);
        assertThat(objections(judged, 1)).contains("CHANGE_NOT_PERMITTED");
      }
    }
  }

  /** Even the certifier himself cannot make his first signature say more than it covered. */
  @Test
  void a_field_that_the_certifier_adds_himself_is_held_against_his_first_signature() {
    Judged judged = Judged.of(sneaky(OPEN_FOR_APPROVAL, "0 380 500 420", World.AGENCY));
    assertThat(objections(judged, 1)).contains("CHANGE_NOT_PERMITTED");
    assertThat(judged.report().verdict()).isEqualTo(Verdict.REJECTED);
  }

  private static java.util.List<String> objections(Judged judged, int signature) {
    return judged.objections().stream()
        .filter(f -> f.subject().signature() == signature && f.outcome() == Outcome.FAILED)
        .map(Finding::code)
        .toList();
  }

  @Test
  void the_second_of_two_approvers_is_one_too_many() {
    byte[] approved = PdfUpdatesTest.approvedByAnother(OPEN_FOR_APPROVAL);
    Judged judged = Judged.of(sneaky(approved, "0 0 0 0", World.AGENCY));
    assertThat(objections(judged, 1)).contains("CHANGE_NOT_PERMITTED");
  }

  @Test
  void a_value_in_the_empty_field_that_is_no_signature() {
    String field = SignedPdf.EMPTY_FIELD.replace(" >>", " /V 30 0 R >>");
    byte[] junk =
        PdfDraft.on(OPEN_FOR_APPROVAL)
            .put(9, field)
            .put(30, "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached >>")
            .end();
    Judged judged = Judged.of(junk);
    assertThat(judged.report().verdict()).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(objections(judged, 1)).contains("SIGNATURE_FIELD_CHANGED");
  }

  @Test
  void permissions_taken_away_loosened_or_moved_to_another_signature() {
    PdfDraft without = PdfDraft.on(OPEN_FOR_APPROVAL).put(1, SignedPdf.CATALOG);
    Judged.of(without.end()).isRejectedFor("CATALOG_CHANGED");
    String moved = CATALOG.replace("/DocMDP 7 0 R", "/DocMDP 30 0 R");
    Judged.of(PdfDraft.on(OPEN_FOR_APPROVAL).put(1, moved).put(30, "<< >>").end())
        .isRejectedFor("CATALOG_CHANGED");
    String rights = CATALOG.replace("/DocMDP", "/UR3 << >> /DocMDP");
    Judged.of(PdfDraft.on(OPEN_FOR_APPROVAL).put(1, rights).end()).isRejectedFor("CATALOG_CHANGED");
    String loose =
        "<< /Type /SigRef /TransformMethod /DocMDP /TransformParams"
            + " << /Type /TransformParams /P 3 /V /1.2 >> >>";
    Judged.of(PdfDraft.on(OPEN_FOR_APPROVAL).put(15, loose).end()).isRejectedFor("OBJECT_CHANGED");
  }

  /** The level counts even where the catalog does not name the certifying signature. */
  @Test
  void a_transform_that_the_catalog_does_not_mention_still_binds() {
    String entries =
        " /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /P 1 >> >>]";
    byte[] file = SignedPdf.sign(SignedPdf.draft(SignedPdf.CATALOG, entries).end(), World.AGENCY);
    String value = SignedPdf.TEXT_FIELD.replace("Canteen", "Hotel");
    Judged.of(PdfDraft.on(file).put(8, value).end()).isRejectedFor("FORM_CHANGED");
  }

  @Test
  void a_signature_field_renamed_given_kids_or_put_below_another() {
    for (String change :
        new String[] {
          "/T (other)", "/Kids [16 0 R]", "/Parent 8 0 R", "/Lock << /Action /All >>"
        }) {
      String field = SignedPdf.EMPTY_FIELD.replace("/T (approver)", change);
      Judged.of(PdfDraft.on(OPEN_FOR_APPROVAL).put(9, field).end())
          .isRejectedFor("SIGNATURE_FIELD_CHANGED");
    }
    String fields = SignedPdf.FORM.replace("6 0 R 8 0 R", "8 0 R 6 0 R");
    Judged.of(PdfDraft.on(OPEN_FOR_APPROVAL).put(5, fields).end()).isRejectedFor("FORM_CHANGED");
  }
}
