package io.hufu.signing.pdf;

import io.hufu.verification.World;
import org.junit.jupiter.api.Test;

/** What may follow a signature, and what an honest second signer gets. */
class PdfUpdatesTest {
  private static final byte[] CERTIFIED = SignedPdf.certified(1);
  private static final byte[] OPEN_FOR_APPROVAL = SignedPdf.certified(2);
  private static final String STAMP_FIELD =
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (stamp) /F 132 /P 3 0 R /Rect [0 0 0 0]"
          + " /V 21 0 R >>";

  static byte[] stamped(byte[] file) {
    PdfDraft draft =
        PdfDraft.on(file)
            .put(3, SignedPdf.PAGE.replace("16 0 R]", "16 0 R 20 0 R]"))
            .put(5, SignedPdf.FORM.replace("9 0 R]", "9 0 R 20 0 R]"))
            .put(20, STAMP_FIELD)
            .put(21, SignedPdf.timeStamp());
    return SignedPdf.stamp(draft.end(), World.SIGNED.plusSeconds(60));
  }

  static byte[] approvedByAnother(byte[] file) {
    String field = SignedPdf.EMPTY_FIELD.replace(" >>", " /V 30 0 R /AP << /N 31 0 R >> >>");
    PdfDraft draft =
        PdfDraft.on(file)
            .put(9, field.replace("/F 4 ", "/F 132 "))
            .put(30, SignedPdf.signature("/ETSI.CAdES.detached", ""))
            .put(
                31,
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
                PdfDraft.bytes("0 0 9 9 re S"));
    return SignedPdf.sign(draft.end(), World.AGENCY);
  }

  @Test
  void a_document_as_it_was_signed_is_accepted() {
    Judged.of(SignedPdf.approved()).isAccepted();
    Judged.of(CERTIFIED).isAccepted();
  }

  @Test
  void a_document_time_stamp_may_follow_whatever_was_certified_and_proves_the_time() {
    Judged judged = Judged.of(stamped(CERTIFIED)).isAccepted();
    org.assertj.core.api.Assertions.assertThat(judged.report().signatures().get(0).provenAt())
        .isEqualTo(World.SIGNED.plusSeconds(60));
  }

  @Test
  void a_security_store_may_follow_and_another_one_after_a_time_stamp() throws Exception {
    byte[] store =
        PdfDraft.on(CERTIFIED)
            .put(1, certifiedCatalog().replace("/OCP", "/DSS 40 0 R /OCP"))
            .put(40, "<< /Type /DSS /Certs [41 0 R] /VRI << /AB << /Cert [41 0 R] >> >> >>")
            .put(41, "", World.CA.certificate().der())
            .end();
    Judged.of(store).isAccepted();
    byte[] again =
        PdfDraft.on(stamped(store))
            .put(40, "<< /Type /DSS /Certs [41 0 R 42 0 R] /CRLs [] >>")
            .put(42, "", World.ROOT.certificate().der())
            .end();
    Judged.of(again).isAccepted();
  }

  static String certifiedCatalog() {
    return SignedPdf.CATALOG.replace(" /OCProperties", " /Perms << /DocMDP 7 0 R >> /OCProperties");
  }

  @Test
  void an_approver_may_sign_the_empty_field_that_docmdp_2_left_to_him() {
    Judged judged = Judged.of(approvedByAnother(OPEN_FOR_APPROVAL)).isAccepted();
    org.assertj.core.api.Assertions.assertThat(judged.objections()).isEmpty();
  }

  @Test
  void the_field_stays_empty_where_docmdp_1_was_asked_for() {
    Judged judged = Judged.of(approvedByAnother(CERTIFIED));
    org.assertj.core.api.Assertions.assertThat(judged.objections())
        .anyMatch(f -> f.code().equals("CHANGE_NOT_PERMITTED") && f.subject().signature() == 1);
  }

  @Test
  void a_second_signer_of_a_foreign_document_speaks_for_himself_alone() {
    Judged judged = Judged.of(approvedByAnother(SignedPdf.approved())).isAccepted();
    org.assertj.core.api.Assertions.assertThat(judged.objections())
        .allMatch(f -> f.code().equals("SIGNATURE_ADDED") && f.subject().signature() == 1)
        .isNotEmpty();
  }

  @Test
  void dates_of_the_description_may_change_and_its_title_may_not() {
    String description = "<< /Producer (other) /ModDate (D:20270101000000Z) /Title (Licence) >>";
    String root = "/Root 1 0 R /Info 14 0 R";
    Judged.of(PdfDraft.on(CERTIFIED).put(14, description).end(root)).isAccepted();
    Judged.of(PdfDraft.on(CERTIFIED).put(14, description.replace("Licence", "Deed")).end(root))
        .isUndecidedFor("CATALOG_CHANGED");
  }

  @Test
  void an_update_that_repeats_what_is_there_changes_nothing() {
    byte[] same =
        PdfDraft.on(CERTIFIED)
            .put(3, SignedPdf.PAGE)
            .put(
                11,
                "/Type /XObject /Subtype /Form /BBox [0 0 100 50]",
                PdfDraft.bytes("0 0 99 49 re S"))
            .end();
    Judged.of(same).isAccepted();
  }
}
