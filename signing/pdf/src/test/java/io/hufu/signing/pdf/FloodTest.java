package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.World;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Much of everything: a finding within the limits, whatever the number. */
class FloodTest {
  private static final byte[] SIGNED = SignedPdf.approved();

  private static List<Finding> findings(byte[] file) throws IOException {
    Subject subject = PdfFormat.instance().open(Document.of(file), Limits.DEFAULT);
    return subject.findings();
  }

  private static List<String> codes(byte[] file) throws IOException {
    return findings(file).stream().map(Finding::code).toList();
  }

  private static byte[] withObjects(int count) {
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    for (int i = 0; i < count; i++) {
      draft.put(100 + i, "<</A " + i + ">>");
    }
    return SignedPdf.sign(draft.end(), World.AGENCY);
  }

  @Test
  void ten_thousand_objects() {
    Judged.of(withObjects(10_000)).isAccepted();
  }

  @Test
  @Tag("soak")
  void a_million_objects() {
    Judged.of(withObjects(1_000_000)).isAccepted();
  }

  @Test
  void object_streams_in_object_streams_and_ones_that_continue_each_other() throws IOException {
    PdfDraft nested = PdfDraft.file().inside(1, 5, 0).inside(5, 6, 0);
    nested.put(6, "/Type /ObjStm /N 1 /First 4", PdfDraft.bytes("5 0 << /Type /ObjStm >>"));
    assertThat(codes(nested.endWithStream(9, "/Root 1 0 R")))
        .containsExactly("CROSS_REFERENCE_WRONG");
    PdfDraft itself = PdfDraft.file().inside(1, 5, 0).inside(5, 5, 0);
    assertThat(codes(itself.endWithStream(9, "/Root 1 0 R")))
        .containsExactly("CROSS_REFERENCE_WRONG");
    PdfDraft circle = SignedPdf.draft(SignedPdf.CATALOG, "").inside(18, 61, 0).inside(19, 62, 0);
    String stream = "/Type /ObjStm /N 1 /First 5 /Extends ";
    circle.put(61, stream + "62 0 R", PdfDraft.bytes("18 0 << >>"));
    circle.put(62, stream + "61 0 R", PdfDraft.bytes("19 0 << >>"));
    Judged.of(SignedPdf.sign(circle.endWithStream(63, "/Root 1 0 R"), World.AGENCY)).isAccepted();
  }

  @Test
  void lengths_and_filters_that_lead_in_circles_or_nowhere() throws IOException {
    String stream = "<< /Length 5 0 R >>\nstream\n\nendstream";
    byte[] own = PdfDraft.file().put(1, "<< /AcroForm 5 0 R >>").put(5, stream).end();
    assertThat(codes(own)).containsExactly("MALFORMED");
    String wide = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2147483647 >>";
    PdfDraft draft = PdfDraft.file().inside(1, 5, 0);
    draft.put(5, "/Type /ObjStm /N 1 /First 4 " + wide, BadInputTest.deflated(new byte[64]));
    assertThat(codes(draft.endWithStream(9, "/Root 1 0 R"))).hasSize(1);
    String many = "/Filter [" + "/FlateDecode ".repeat(50) + "]";
    PdfDraft onion = PdfDraft.file().inside(1, 5, 0);
    onion.put(5, "/Type /ObjStm /N 1 /First 4 " + many, new byte[64]);
    assertThat(codes(onion.endWithStream(9, "/Root 1 0 R"))).containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void more_sections_than_anybody_needs() throws IOException {
    StringBuilder file = new StringBuilder("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n");
    long previous = -1;
    for (int i = 0; i < 1100; i++) {
      long start = file.length();
      file.append("xref\n0 1\n0000000000 65535 f\r\ntrailer\n<< /Size 2 /Root 1 0 R");
      file.append(previous < 0 ? "" : " /Prev " + previous).append(" >>\nstartxref\n");
      file.append(start).append("\n%%EOF\n");
      previous = start;
    }
    assertThat(codes(PdfDraft.bytes(file.toString()))).containsExactly("LIMIT_EXCEEDED");
  }

  /** What a thousand updates changed is not told of each of a hundred signatures. */
  @Test
  void many_signatures_before_many_changes_are_told_of_a_bounded_number() throws IOException {
    byte[] file = SIGNED;
    for (int i = 0; i < 100; i++) {
      PdfDraft update = PdfDraft.on(file);
      for (int number : new int[] {3, 4, 8, 10, 12, 13, 16, 17}) {
        update.put(number, "<< /Type /Page /Change " + i + " >>");
      }
      file = update.end();
    }
    List<Finding> findings = findings(file);
    assertThat(findings).extracting(Finding::code).contains("PAGE_CHANGED");
    assertThat(findings).hasSizeLessThan(100);
  }

  @Test
  void a_flood_of_evidence_leaves_the_answer_open_and_is_no_objection_to_the_signature()
      throws IOException {
    StringBuilder entries = new StringBuilder("/DSS << /VRI << ");
    for (int i = 0; i < 20_000; i++) {
      entries.append(String.format("/%040X << >> ", i));
    }
    String catalog = SignedPdf.CATALOG.replace("/OCP", entries + ">> >> /OCP");
    byte[] file = PdfDraft.on(SIGNED).put(1, catalog).end();
    assertThat(findings(file))
        .filteredOn(f -> f.outcome() == Outcome.FAILED || f.outcome() == Outcome.INCONCLUSIVE)
        .extracting(Finding::code)
        .containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void numbers_at_the_edges_of_what_a_computer_counts() throws IOException {
    for (String number :
        new String[] {
          "-1", "2147483648", "9223372036854775808", "1e9", "0.5", "99999999999999999"
        }) {
      PdfDraft sized = PdfDraft.file().inside(1, 5, 0);
      sized.put(5, "/Type /ObjStm /N " + number + " /First 4", PdfDraft.bytes("1 0 << >>"));
      assertThat(codes(sized.endWithStream(9, "/Root 1 0 R"))).as(number).isNotEmpty();
      byte[] length =
          PdfDraft.file()
              .put(1, "<< /AcroForm 5 0 R >>")
              .put(5, "<< /Length " + number + " >>\nstream\n\nendstream")
              .end();
      assertThat(codes(length)).as(number).isNotEmpty();
      byte[] prev = PdfDraft.file().put(1, "<< >>").end("/Root 1 0 R /Prev " + number);
      assertThat(codes(prev)).as(number).isNotEmpty();
      Map<Integer, String> none = Map.of();
      byte[] index =
          PdfDraft.file().put(1, "<< >>").objects(5, none).endWithStream(9, "/Root " + number);
      assertThat(findings(index)).as(number).isNotNull();
    }
  }
}
