package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Verdict;
import io.hufu.verification.World;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files in which different readers find different objects: cross-references, streams, headers. */
class StructureAttacksTest {
  private static final byte[] SIGNED = SignedPdf.approved();
  private static final String EVIL =
      "<< /Length 24 >>\nstream\nBT 50 400 Td (8) Tj ET  \nendstream";

  private static String text() {
    return PdfDraft.latin(SIGNED);
  }

  private static void isNotAccepted(byte[] file) {
    Judged judged = Judged.of(file);
    assertThat(judged.report().verdict()).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(judged.objections()).isNotEmpty();
  }

  @Test
  void an_update_without_a_cross_reference_section_or_without_a_trailer() {
    String object = "4 0 obj\n" + EVIL + "\nendobj\n";
    Judged.of(PdfDraft.bytes(text() + object)).isRejectedFor("BYTES_NOT_EXPLAINED");
    Judged.of(PdfDraft.bytes(text() + object + "%%EOF\n")).isRejectedFor("BYTES_NOT_EXPLAINED");
    Judged.of(PdfDraft.bytes(text() + object + "trailer\n<< /Root 1 0 R >>\n%%EOF\n"))
        .isRejectedFor("BYTES_NOT_EXPLAINED");
    String start = text().substring(text().lastIndexOf("startxref"));
    Judged.of(PdfDraft.bytes(text() + object + start)).isRejectedFor("BYTES_NOT_EXPLAINED");
    String section = "xref\n4 1\n" + String.format("%010d 00000 n\r\n", text().length());
    isNotAccepted(
        PdfDraft.bytes(
            text()
                + object
                + section
                + "startxref\n"
                + (text().length() + object.length())
                + "\n%%EOF\n"));
  }

  @Test
  void an_update_that_carries_a_copy_of_the_signature() {
    int at = text().indexOf("7 0 obj");
    String copy = text().substring(at, text().indexOf("endobj", at) + 7);
    PdfDraft update = PdfDraft.on(SIGNED);
    byte[] file = update.at(7, update.position()).raw(copy).put(4, EVIL).end();
    isNotAccepted(file);
    Judged.of(file).isRejectedFor("BYTE_RANGE_WRONG");
  }

  @Test
  void an_object_put_into_an_object_stream_by_an_update() {
    byte[] file =
        PdfDraft.on(SIGNED)
            .objects(61, Map.of(3, SignedPdf.PAGE.replace("4 0 R", "13 0 R")))
            .endWithStream(62, "/Root 1 0 R");
    Judged.of(file).isRejectedFor("PAGE_CHANGED");
  }

  @Test
  void an_object_stream_that_an_update_replaces_under_the_objects_in_it() {
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    draft.objects(61, Map.of(16, SignedPdf.NOTE));
    byte[] file = SignedPdf.sign(draft.endWithStream(62, "/Root 1 0 R"), World.AGENCY);
    Judged.of(file).isUndecidedFor("HIDDEN_CONTENT"); // object 16 stands there twice
    byte[] other = PdfDraft.bytes("16 0 " + SignedPdf.NOTE.replace("10 10", "90 90"));
    isNotAccepted(PdfDraft.on(file).put(61, "/Type /ObjStm /N 1 /First 5", other).end());
  }

  /** §7.5.8.4: old readers see the table, new ones the stream; they must see the same pages. */
  @Test
  void a_hybrid_section_that_shows_new_readers_another_page() {
    PdfDraft update = PdfDraft.on(SIGNED);
    update.put(60, EVIL);
    long evil = PdfDraft.latin(update.bytesSoFar()).indexOf("60 0 obj");
    byte[] rows = java.nio.ByteBuffer.allocate(7).put((byte) 1).putInt((int) evil).array();
    long stream = update.position();
    update.put(61, "/Type /XRef /Size 62 /W [1 4 2] /Index [4 1] /Root 1 0 R", rows);
    isNotAccepted(update.end("/Root 1 0 R /XRefStm " + stream));
    isNotAccepted(update.at(4, evil).end("/Root 1 0 R /XRefStm " + stream));
  }

  @Test
  void a_hybrid_document_as_it_was_signed() {
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    draft.put(61, "/Type /ObjStm /N 1 /First 5", PdfDraft.bytes("60 0 << /Hybrid true >> "));
    long container = PdfDraft.latin(draft.bytesSoFar()).indexOf("61 0 obj");
    assertThat(container).isPositive();
    byte[] rows =
        java.nio.ByteBuffer.allocate(7).put((byte) 2).putInt(61).putShort((short) 0).array();
    long stream = draft.position();
    draft.put(62, "/Type /XRef /Size 63 /W [1 4 2] /Index [60 1] /Root 1 0 R", rows);
    byte[] file =
        SignedPdf.sign(draft.free(60).end("/Root 1 0 R /XRefStm " + stream), World.AGENCY);
    Judged.of(file).isAccepted();
  }

  @Test
  void sections_of_updates_that_go_round_or_run_ahead() {
    byte[] once = PdfDraft.on(SIGNED).put(18, "<< >>").end();
    String text = PdfDraft.latin(once);
    int at = text.lastIndexOf("/Prev ");
    long own = text.lastIndexOf("\nxref\n") + 1L;
    for (long prev : new long[] {own, own + 1, 0, once.length, 99_999_999_999L}) {
      String loop = text.substring(0, at) + text.substring(at).replaceFirst("\\d+", prev + "");
      isNotAccepted(PdfDraft.bytes(loop));
    }
    String none = text.substring(0, at) + text.substring(at).replaceFirst("/Prev \\d+", "");
    isNotAccepted(PdfDraft.bytes(none));
    String negative = text.substring(0, at) + text.substring(at).replaceFirst("\\d+", "-1");
    isNotAccepted(PdfDraft.bytes(negative));
  }

  @Test
  void the_end_that_names_the_section_of_the_signed_revision() {
    String update = PdfDraft.latin(PdfDraft.on(SIGNED).put(4, EVIL).end());
    long signed = text().lastIndexOf("\nxref\n") + 1L;
    int at = update.lastIndexOf("startxref");
    String back = update.substring(0, at) + "startxref\n" + signed + "\n%%EOF\n";
    Judged.of(PdfDraft.bytes(back)).isRejectedFor("BYTES_NOT_EXPLAINED");
  }

  @Test
  void bytes_before_the_header() {
    isNotAccepted(PdfDraft.bytes("#!/bin/sh\n" + text()));
    isNotAccepted(PdfDraft.bytes("\u00ef\u00bb\u00bf" + text()));
    isNotAccepted(PdfDraft.bytes(text().replaceFirst("%PDF-1.7", "%FDF-1.2")));
  }

  @Test
  void words_of_the_syntax_in_strings_names_comments_and_streams() {
    String odd = "<< /A (endobj 4 0 obj endstream) /endobj /stream /B <656e646f626a> % endobj\n >>";
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "").put(18, odd);
    draft.put(19, "", PdfDraft.bytes("endstream endobj 4 0 obj << >> endobj xref trailer"));
    byte[] file = SignedPdf.sign(draft.end(), World.AGENCY);
    Judged.of(file).isAccepted();
    Judged.of(PdfDraft.on(file).put(20, odd).end()).isAccepted();
  }

  @Test
  void an_object_in_a_comment_between_objects() {
    byte[] file = PdfDraft.on(SIGNED).raw("% 4 0 obj " + EVIL.replace('\n', ' ') + "\n").end();
    Judged.of(file).isRejectedFor("BYTES_NOT_EXPLAINED");
    Judged.of(PdfDraft.on(SIGNED).raw("% nothing to see\n").end()).isAccepted();
  }

  @Test
  void ranges_that_are_references_and_values_that_are_too() {
    for (String range : new String[] {"/ByteRange 18 0 R", "/ByteRange [0 18 0 R 19 0 R 20 0 R]"}) {
      String draft = PdfDraft.latin(SignedPdf.draft(SignedPdf.CATALOG, "").end());
      String signed = PdfDraft.latin(SignedPdf.sign(PdfDraft.bytes(draft), World.AGENCY));
      int from = signed.indexOf("/ByteRange");
      int to = signed.indexOf(']', from) + 1;
      String numbers = signed.substring(signed.indexOf('[', from), to);
      String file =
          signed.substring(0, from)
              + range
              + " ".repeat(to - from - range.length())
              + signed.substring(to);
      byte[] updated = PdfDraft.on(PdfDraft.bytes(file)).put(18, numbers).end();
      Judged.of(updated).isRejectedFor("BYTE_RANGE_WRONG");
    }
  }

  @Test
  void keys_that_stand_twice_anywhere() {
    String pages = SignedPdf.CATALOG.replace("/Pages 2 0 R", "/Pages 2 0 R /Pages 12 0 R");
    Judged.of(PdfDraft.on(SIGNED).put(1, pages).end()).isRejectedFor("DICTIONARY_KEY_REPEATED");
    String escaped = SignedPdf.CATALOG.replace("/Pages 2 0 R", "/Pages 2 0 R /P#61ges 12 0 R");
    Judged.of(PdfDraft.on(SIGNED).put(1, escaped).end()).isRejectedFor("DICTIONARY_KEY_REPEATED");
    Judged.of(PdfDraft.on(SIGNED).end("/Root 1 0 R /Root 18 0 R"))
        .isRejectedFor("DICTIONARY_KEY_REPEATED");
  }

  @Test
  void one_number_twice_in_an_object_stream() {
    Map<Integer, String> bodies = new TreeMap<>(Map.of(18, "<< /A 1 >>"));
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "").objects(61, bodies);
    byte[] honest = SignedPdf.sign(draft.endWithStream(62, "/Root 1 0 R"), World.AGENCY);
    Judged.of(honest).isAccepted();
    PdfDraft twice = SignedPdf.draft(SignedPdf.CATALOG, "").inside(18, 61, 0);
    twice.put(
        61, "/Type /ObjStm /N 2 /First 11", PdfDraft.bytes("18 0 18 11 << /A 1 >> << /A 2 >> "));
    byte[] file = SignedPdf.sign(twice.endWithStream(62, "/Root 1 0 R"), World.AGENCY);
    Judged.of(file).isUndecidedFor("HIDDEN_CONTENT");
    Judged.of(PdfDraft.on(file).inside(18, 61, 1).endWithStream(63, "/Root 1 0 R"))
        .isRejectedFor("CROSS_REFERENCE_WRONG");
  }
}
