package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Whatever comes in, findings come out: within the limits, and without an exception. */
class BadInputTest {
  private static final byte[] SIGNED = SignedPdf.certified(2);

  private static Subject open(byte[] file) throws IOException {
    return PdfFormat.instance().open(Document.of(file), Limits.DEFAULT);
  }

  private static List<String> codes(byte[] file) throws IOException {
    return open(file).findings().stream().map(Finding::code).toList();
  }

  @Test
  void no_pdf_at_all() throws IOException {
    assertThat(codes(PdfDraft.bytes(""))).containsExactly("MALFORMED");
    assertThat(codes(PdfDraft.bytes("%PDF-"))).containsExactly("MALFORMED");
    assertThat(codes(PdfDraft.bytes("%PDF-1.7"))).containsExactly("MALFORMED");
    assertThat(codes(PdfDraft.bytes("\n%PDF-1.7\nstartxref\n0\n%%EOF")))
        .containsExactly("MALFORMED");
    assertThat(codes(PdfDraft.bytes("%PDF-1.7\n%%EOF"))).containsExactly("MALFORMED");
    assertThat(codes(PdfDraft.bytes("%PDF-1.7\nstartxref\n99999999999\n%%EOF")))
        .containsExactly("CROSS_REFERENCE_WRONG");
  }

  @Test
  void every_truncation_of_a_signed_file_is_refused() throws IOException {
    for (int length = 0; length < SIGNED.length - 1; length += length < 600 ? 7 : 149) {
      Subject subject = open(java.util.Arrays.copyOf(SIGNED, length));
      boolean objection =
          subject.signatures().isEmpty()
              || subject.findings().stream().anyMatch(BadInputTest::isObjection);
      assertThat(objection).as("cut at %d", length).isTrue();
    }
  }

  private static boolean isObjection(Finding finding) {
    return finding.outcome() == Outcome.FAILED || finding.outcome() == Outcome.INCONCLUSIVE;
  }

  @Test
  void a_flipped_bit_is_noticed_or_changes_nothing() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Subject whole = open(SIGNED);
    for (int i = 0; i < 200; i++) {
      byte[] file = SIGNED.clone();
      int at = random.nextInt(file.length);
      file[at] ^= (byte) (1 << random.nextInt(8));
      Subject subject = open(file);
      boolean objection =
          subject.signatures().isEmpty() // which verification calls NOT_SIGNED
              || subject.findings().stream().anyMatch(BadInputTest::isObjection);
      boolean same = subject.findings().equals(whole.findings());
      assertThat(objection || same).as("seed %d, byte %d", seed, at).isTrue();
    }
  }

  @Test
  void random_damage_is_a_finding_and_never_an_exception() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] updated = PdfUpdatesTest.stamped(SIGNED);
    for (int i = 0; i < 150; i++) {
      byte[] file = updated.clone();
      int edits = 1 + random.nextInt(6);
      for (int k = 0; k < edits; k++) {
        int from = random.nextInt(file.length);
        int to = random.nextInt(file.length);
        int length = Math.min(random.nextInt(40), file.length - Math.max(from, to));
        System.arraycopy(updated, from, file, to, length);
      }
      assertThat(open(file)).as("seed %d, round %d", seed, i).isNotNull();
    }
  }

  @Test
  void an_encrypted_document_is_undecided() throws IOException {
    byte[] file =
        SignedPdf.sign(
            SignedPdf.draft(SignedPdf.CATALOG, "").end("/Root 1 0 R /Encrypt << >>"), World.AGENCY);
    assertThat(codes(file)).containsExactly("DOCUMENT_ENCRYPTED");
    Judged.of(file).isUndecidedFor("DOCUMENT_ENCRYPTED");
  }

  @Test
  void sections_and_page_trees_and_fields_that_go_round_in_circles() throws IOException {
    byte[] file = PdfDraft.file().put(1, "<< /Type /Catalog >>").end();
    long xref = PdfDraft.latin(file).lastIndexOf("\nxref") + 1L;
    assertThat(
            codes(PdfDraft.file().put(1, "<< /Type /Catalog >>").end("/Root 1 0 R /Prev " + xref)))
        .containsExactly("CROSS_REFERENCE_WRONG");
    String catalog = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>";
    byte[] fields =
        PdfDraft.file()
            .put(1, catalog)
            .put(2, "<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>")
            .put(3, "<< /T (a) /Kids [4 0 R] >>")
            .put(4, "<< /T (b) /Kids [3 0 R] /Parent 3 0 R >>")
            .end();
    assertThat(codes(fields)).containsExactly("MALFORMED");
    byte[] pages = PdfDraft.latin(SIGNED).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(codes(pages)).containsExactly("SIGNATURE_INTACT");
    byte[] references =
        PdfDraft.file().put(1, "<< /AcroForm 2 0 R >>").put(2, "3 0 R").put(3, "2 0 R").end();
    assertThat(codes(references)).containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void deep_nesting_and_long_words() throws IOException {
    assertThat(codes(catalog("[".repeat(100_000)))).containsExactly("LIMIT_EXCEEDED");
    assertThat(codes(catalog("<</A".repeat(100_000)))).containsExactly("LIMIT_EXCEEDED");
    assertThat(codes(catalog("(" + "(".repeat(100_000)))).containsExactly("MALFORMED");
    assertThat(codes(catalog("/" + "a".repeat(100_000)))).containsExactly("MALFORMED");
    assertThat(codes(catalog("1".repeat(100_000)))).containsExactly("MALFORMED");
  }

  private static byte[] catalog(String body) {
    return PdfDraft.file().put(1, "<< /X " + body + " >>").end();
  }

  @Test
  void too_many_values_in_one_object() throws IOException {
    assertThat(codes(catalog("[" + "0 ".repeat(CosParser.MAX_NODES) + "]")))
        .containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void an_object_stream_that_explodes() throws IOException {
    byte[] bomb = deflated(new byte[40 << 20]);
    PdfDraft draft = PdfDraft.file();
    draft.put(5, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", bomb);
    byte[] file = compressed(draft, 1, 5);
    assertThat(codes(file)).containsExactly("LIMIT_EXCEEDED");
  }

  /** Ends a draft with a cross-reference stream in which one object is in an object stream. */
  private static byte[] compressed(PdfDraft draft, int inside, int container) {
    long at = PdfDraft.latin(draft.bytesSoFar()).indexOf(container + " 0 obj");
    long start = draft.position();
    ByteBuffer rows = ByteBuffer.allocate(3 * 7);
    rows.put((byte) 2).putInt(container).putShort((short) 0);
    rows.put((byte) 1).putInt((int) at).putShort((short) 0);
    rows.put((byte) 1).putInt((int) start).putShort((short) 0);
    String index = inside + " 1 " + container + " 1 9 1";
    draft.put(
        9, "/Type /XRef /Size 10 /Root 1 0 R /W [1 4 2] /Index [" + index + "]", rows.array());
    return draft.raw("startxref\n" + start + "\n%%EOF\n").bytesSoFar();
  }

  @Test
  void an_object_stream_that_holds_something_else() throws IOException {
    PdfDraft other = PdfDraft.file();
    other.put(5, "/Type /ObjStm /N 1 /First 4", PdfDraft.bytes("7 0 << >>"));
    assertThat(codes(compressed(other, 1, 5))).containsExactly("CROSS_REFERENCE_WRONG");
    PdfDraft shorter = PdfDraft.file();
    shorter.put(5, "/Type /ObjStm /N 9 /First 4", PdfDraft.bytes("1 0 << >>"));
    assertThat(codes(compressed(shorter, 1, 5))).containsExactly("MALFORMED");
  }

  static byte[] deflated(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(data);
    }
    return out.toByteArray();
  }

  @Test
  void a_cross_reference_stream_that_promises_millions_of_objects() throws IOException {
    byte[] rows = deflated(new byte[3 << 21]);
    PdfDraft draft = PdfDraft.file();
    long start = draft.position();
    draft.put(
        1,
        "/Type /XRef /Size 3000000 /Root 1 0 R /W [0 1 1] /Index [0 3145728] /Filter /FlateDecode",
        rows);
    byte[] file = draft.raw("startxref\n" + start + "\n%%EOF\n").bytesSoFar();
    assertThat(codes(file)).containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void a_value_of_many_megabytes() throws IOException {
    String huge = "<" + "0".repeat(2 * Lexer.MAX_STRING + 2) + ">";
    String catalog = "<< /AcroForm << /Fields [<< /FT /Sig /T (a) /V 2 0 R >>] >> >>";
    byte[] file = PdfDraft.file().put(1, catalog).put(2, "<< /Contents " + huge + " >>").end();
    assertThat(codes(file)).containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void more_signatures_than_anybody_needs() throws IOException {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      fields.append("<< /FT /Sig /T (s").append(i).append(") /V << /Contents <00> >> >> ");
    }
    assertThat(
            codes(PdfDraft.file().put(1, "<< /AcroForm << /Fields [" + fields + "] >> >>").end()))
        .containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void a_stream_whose_length_lies() throws IOException {
    String text = PdfDraft.latin(SIGNED);
    assertThat(codes(PdfDraft.bytes(text.replaceFirst("/Length 40", "/Length 39"))))
        .contains("MALFORMED");
    assertThat(codes(PdfDraft.bytes(text.replaceFirst("/Length 40", "/Length 99"))))
        .contains("MALFORMED");
    assertThat(codes(PdfDraft.bytes(text.replaceFirst("/Length 40", "/Length  x"))))
        .contains("MALFORMED");
  }
}
