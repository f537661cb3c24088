package io.hufu.signing.pdf;

import io.hufu.verification.World;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Habits of other writers that change nothing, each beside the change that looks like it. */
class OtherWritersTest {
  private static final byte[] CERTIFIED = SignedPdf.certified(1);
  private static final String STAMP =
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (stamp) /F 132 /P 3 0 R /Rect [0 0 0 0]"
          + " /V 21 0 R >>";

  private static PdfDraft stamping(byte[] file, String form, String field, String value) {
    return PdfDraft.on(file)
        .put(3, SignedPdf.PAGE.replace("16 0 R]", "16 0 R 20 0 R]"))
        .put(5, form.replace("9 0 R]", "9 0 R 20 0 R]"))
        .put(20, field)
        .put(21, value);
  }

  private static Judged stamped(String form, String field) {
    PdfDraft draft = stamping(CERTIFIED, form, field, SignedPdf.timeStamp());
    return Judged.of(SignedPdf.stamp(draft.end(), World.SIGNED.plusSeconds(60)));
  }

  @Test
  void the_field_of_a_time_stamp_has_entries_that_show_nothing() {
    String others = " /H /N /DR << >> /MK << >> /BS << /W 0 >> >>";
    stamped(SignedPdf.FORM, STAMP.replace(" >>", others)).isAccepted();
    stamped(SignedPdf.FORM, STAMP.replace(" >>", " /AA << >> >>"))
        .isRejectedFor("CHANGE_NOT_PERMITTED");
    stamped(SignedPdf.FORM, STAMP.replace("[0 0 0 0]", "[0 0 9 9]"))
        .isRejectedFor("CHANGE_NOT_PERMITTED");
  }

  @Test
  void a_time_stamp_need_not_say_its_type() {
    String value = SignedPdf.timeStamp().replace("/Type /DocTimeStamp ", "");
    PdfDraft draft = stamping(CERTIFIED, SignedPdf.FORM, STAMP, value);
    Judged.of(SignedPdf.stamp(draft.end(), World.SIGNED.plusSeconds(60))).isAccepted();
  }

  @Test
  void standard_fonts_come_with_a_new_field_and_others_do_not() {
    String font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << >> >>";
    String added = SignedPdf.FORM.replace("/F1 17 0 R", "/F1 17 0 R /Helv " + font);
    stamped(added, STAMP).isAccepted();
    stamped(added.replace("/Helvetica", "/Odd"), STAMP).isRejectedFor("FORM_CHANGED");
    stamped(added.replace("/Encoding", "/FontDescriptor"), STAMP).isRejectedFor("FORM_CHANGED");
    stamped(SignedPdf.FORM.replace("17 0 R", font), STAMP).isRejectedFor("FORM_CHANGED");
    stamped(SignedPdf.FORM.replace("/F1 12 Tf", "/F1 1 Tf"), STAMP).isRejectedFor("FORM_CHANGED");
  }

  @Test
  void signing_may_make_the_field_read_only_and_nothing_else() {
    byte[] open = SignedPdf.certified(2);
    Judged.of(approved(open, " /Ff 1")).isAccepted();
    org.assertj.core.api.Assertions.assertThat(Judged.of(approved(open, " /Ff 2")).objections())
        .anyMatch(f -> f.code().equals("SIGNATURE_FIELD_CHANGED"));
  }

  private static byte[] approved(byte[] file, String entries) {
    String field = SignedPdf.EMPTY_FIELD.replace(" >>", " /V 30 0 R" + entries + " >>");
    PdfDraft draft =
        PdfDraft.on(file).put(9, field).put(30, SignedPdf.signature("/ETSI.CAdES.detached", ""));
    return SignedPdf.sign(draft.end(), World.AGENCY);
  }

  @Test
  void objects_that_nothing_needs_any_longer_are_freed() throws Exception {
    String catalog = PdfUpdatesTest.certifiedCatalog().replace("/OCP", "/DSS 40 0 R /OCP");
    byte[] store =
        PdfDraft.on(CERTIFIED)
            .put(1, catalog)
            .put(40, "<< /Type /DSS /Certs [41 0 R] >>")
            .put(41, "", World.CA.certificate().der())
            .end();
    Judged.of(PdfDraft.on(store).put(40, "<< /Type /DSS >>").free(41).end()).isAccepted();
    Judged.of(PdfDraft.on(store).free(41).end()).isRejectedFor("OBJECT_CHANGED");
  }

  @Test
  void content_is_not_freed_behind_an_entry_that_only_repeats_the_page() {
    long page = PdfDraft.latin(CERTIFIED).indexOf("3 0 obj\n<< /Type /Page");
    Judged.of(PdfDraft.on(CERTIFIED).free(4).end()).isRejectedFor("PAGE_CHANGED");
    Judged.of(PdfDraft.on(CERTIFIED).at(3, page).free(4).end()).isRejectedFor("PAGE_CHANGED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n\n \n"})
  void white_space_before_an_object_or_a_section_may_be_counted_to_it(String space) {
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    long object = draft.position();
    draft.raw(space).put(18, "<< /Note (counted from the line before) >>").at(18, object);
    long section = draft.position();
    String file = PdfDraft.latin(draft.raw(space).end());
    long exact = section + space.length();
    byte[] early =
        PdfDraft.bytes(file.replace("startxref\n" + exact + "\n", "startxref\n" + section + "\n"));
    Judged.of(SignedPdf.sign(early, World.AGENCY)).isAccepted();
  }

  @Test
  void a_long_blank_is_no_place_of_an_object() {
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    long object = draft.position();
    draft.raw(" ".repeat(40)).put(18, "<< /Note (far away) >>").at(18, object);
    Judged.of(SignedPdf.sign(draft.end(), World.AGENCY)).isRejectedFor("MALFORMED");
  }

  @Test
  void a_stream_may_end_with_a_line_end_too_many() {
    Judged.of(SignedPdf.sign(withStream("\r\n\r\n"), World.AGENCY)).isAccepted();
    Judged.of(SignedPdf.sign(withStream("\n   \n"), World.AGENCY)).isRejectedFor("MALFORMED");
  }

  private static byte[] withStream(String end) {
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    draft.at(18, draft.position());
    return draft.raw("18 0 obj\n<< /Length 1 >>\nstream\nq" + end + "endstream\nendobj\n").end();
  }

  @Test
  void a_hybrid_appendix_belongs_to_the_revision_before_it() {
    Hybrid hybrid = new Hybrid("");
    byte[] signed = SignedPdf.sign(hybrid.whole(), World.AGENCY);
    Judged.of(signed).isAccepted();
    Judged.of(PdfUpdatesTest.approvedByAnother(signed)).isAccepted();
  }

  @Test
  void a_hybrid_appendix_behind_a_signature_is_not_covered() {
    Hybrid hybrid = new Hybrid("");
    byte[] signed = SignedPdf.sign(hybrid.first, World.AGENCY);
    Judged.of(hybrid.appended(signed)).isRejectedFor("BYTE_RANGE_WRONG");
  }

  @Test
  void a_hybrid_appendix_that_contradicts_its_table_is_refused() {
    byte[] file = new Hybrid(" 4 1").whole();
    Judged.of(SignedPdf.sign(file, World.AGENCY)).isRejectedFor("CROSS_REFERENCE_WRONG");
  }

  @Test
  void an_update_may_repeat_the_stream_of_a_hybrid_file_in_its_trailer() {
    Hybrid hybrid = new Hybrid("");
    byte[] signed = SignedPdf.sign(hybrid.whole(), World.AGENCY);
    PdfDraft update = PdfDraft.on(signed).put(19, "null");
    String copied = "/Root 1 0 R /XRefStm " + hybrid.stream;
    Judged.of(update.end(copied)).isAccepted();
    Judged.of(PdfDraft.on(signed).put(21, "null").end(copied)).isAccepted();
    PdfDraft other = PdfDraft.on(signed).put(19, "null").put(4, "null");
    Judged.of(other.end(copied)).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void the_description_may_change_where_a_cross_reference_stream_names_it() {
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    byte[] signed =
        SignedPdf.sign(draft.endWithStream(18, "/Root 1 0 R /Info 14 0 R"), World.AGENCY);
    String description = "<< /Producer (other) /ModDate (D:20270101000000Z) /Title (Licence) >>";
    PdfDraft update = PdfDraft.on(signed).put(14, description);
    Judged.of(update.endWithStream(22, "/Root 1 0 R /Info 14 0 R")).isAccepted();
  }

  @Test
  void a_structure_tree_that_grows_is_left_open_and_its_elements_are_nothing_else() {
    String catalog = SignedPdf.CATALOG.replace("/Pages", "/StructTreeRoot 22 0 R /Pages");
    PdfDraft draft =
        SignedPdf.draft(catalog, "")
            .put(22, "<< /Type /StructTreeRoot /K [23 0 R] >>")
            .put(23, "<< /Type /StructElem /S /P /P 22 0 R >>")
            .put(24, "<< /Type /StructElem /S /P /P 22 0 R >>")
            .put(25, "<< /Contents 24 0 R >>");
    byte[] signed = SignedPdf.sign(draft.end(), World.AGENCY);
    String grown = "<< /Type /StructTreeRoot /K [23 0 R 26 0 R] >>";
    String element = "<< /Type /StructElem /S /Form /P 22 0 R >>";
    Judged.of(PdfDraft.on(signed).put(22, grown).put(26, element).end())
        .isUndecidedFor("OBJECT_CHANGED");
    Judged.of(PdfDraft.on(signed).put(24, element).end()).isRejectedFor("PAGE_CHANGED");
  }

  /** A table and, behind its end, an empty one with a stream among the objects of the first. */
  private static final class Hybrid {
    private final byte[] first;
    private final long stream;

    Hybrid(String more) {
      PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
      draft.free(18).free(19).free(20);
      long objects = draft.position();
      draft.raw("18 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Length 9 >>\nstream\n19 0 null\n");
      draft.raw("endstream\nendobj\n");
      stream = draft.position();
      ByteBuffer rows = ByteBuffer.allocate(more.isEmpty() ? 21 : 28);
      rows.put((byte) 1).putInt((int) objects).putShort((short) 0);
      rows.put((byte) 2).putInt(18).putShort((short) 0);
      rows.put((byte) 1).putInt((int) stream).putShort((short) 0);
      if (!more.isEmpty()) {
        rows.put((byte) 1).putInt((int) objects).putShort((short) 0);
      }
      String hex = HexFormat.of().formatHex(rows.array()) + ">";
      draft.raw("20 0 obj\n<< /Type /XRef /Size 21 /W [1 4 2] /Index [18 3" + more + "]");
      draft.raw(" /Root 1 0 R /Filter /ASCIIHexDecode /Length " + hex.length() + " >>\nstream\n");
      draft.raw(hex + "\nendstream\nendobj\n");
      first = draft.end();
    }

    byte[] whole() {
      return appended(first);
    }

    byte[] appended(byte[] file) {
      String text = PdfDraft.latin(file);
      int at = text.lastIndexOf("startxref\n") + "startxref\n".length();
      String table = text.substring(at, text.indexOf('\n', at));
      String trailer = "<< /Size 21 /Root 1 0 R /Prev " + table + " /XRefStm " + stream + " >>\n";
      return PdfDraft.bytes(
          text + "xref\n0 0\ntrailer\n" + trailer + "startxref\n" + file.length + "\n%%EOF\n");
    }
  }
}
