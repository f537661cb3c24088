package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.World;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files that would cost the square of their length, or memory that they do not have themselves. */
class EffortTest {
  private static List<String> codes(byte[] file) throws IOException {
    return PdfFormat.instance().open(Document.of(file), Limits.DEFAULT).findings().stream()
        .map(Finding::code)
        .toList();
  }

  private static byte[] signed(PdfDraft draft) {
    return SignedPdf.sign(draft.end(), World.AGENCY);
  }

  @Test
  void objects_that_begin_inside_each_other() throws IOException {
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    for (int number = 100; number < 6_100; number++) {
      draft.at(number, draft.position()).raw(number + " 0 obj\n(" + " ".repeat(90));
    }
    assertThat(codes(signed(draft))).contains("LIMIT_EXCEEDED");
  }

  @Test
  void objects_that_begin_inside_each_other_in_an_object_stream() throws IOException {
    StringBuilder index = new StringBuilder();
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, "");
    for (int i = 0; i < 6_000; i++) {
      index.append(100 + i).append(' ').append(i).append(' ');
      draft.inside(100 + i, 61, i);
    }
    String data = index + "(".repeat(100_000);
    draft.put(61, "/Type /ObjStm /N 6000 /First " + index.length(), PdfDraft.bytes(data));
    byte[] file = SignedPdf.sign(draft.endWithStream(62, "/Root 1 0 R"), World.AGENCY);
    assertThat(codes(file)).contains("LIMIT_EXCEEDED");
  }

  @Test
  void lengths_that_are_large_objects() throws IOException {
    PdfDraft draft =
        SignedPdf.draft(SignedPdf.CATALOG, "").put(50, "[" + "0 ".repeat(50_000) + "]");
    for (int number = 100; number < 3_000; number++) {
      draft.put(number, "<< /Length 50 0 R >>\nstream\n\nendstream");
    }
    assertThat(codes(signed(draft))).contains("MALFORMED");
    PdfDraft honest = SignedPdf.draft(SignedPdf.CATALOG, "").put(50, "7 % a comment\n");
    honest.put(51, "<< /Length 50 0 R >>\nstream\n1234567\nendstream");
    Judged.of(signed(honest)).isAccepted();
  }

  @Test
  void names_of_fields_that_grow_with_their_depth() throws IOException {
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      kids.append("<< /T (k").append(i).append(") /FT /Tx >> ");
    }
    String deep = "<< /T (" + "n".repeat(4_000) + ") /Kids [" + kids + "] >>";
    byte[] file = PdfDraft.file().put(1, "<< /AcroForm << /Fields [" + deep + "] >> >>").end();
    assertThat(codes(file)).containsExactly("LIMIT_EXCEEDED");
    String longest = "<< /T (" + "n".repeat(5_000) + ") /FT /Tx >>";
    byte[] one = PdfDraft.file().put(1, "<< /AcroForm << /Fields [" + longest + "] >> >>").end();
    assertThat(codes(one)).containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void locks_that_many_references_of_a_signature_repeat() throws IOException {
    String parameters = "<< /Action /Include /Fields 50 0 R >>";
    String reference = "<< /TransformMethod /FieldMDP /TransformParams " + parameters + " >> ";
    StringBuilder names = new StringBuilder("[");
    for (int i = 0; i < 5_000; i++) {
      names.append("(f").append(i).append(")");
    }
    String entries = " /Reference [" + reference.repeat(30) + "]";
    PdfDraft draft = SignedPdf.draft(SignedPdf.CATALOG, entries).put(50, names + "]");
    byte[] updated = PdfDraft.on(signed(draft)).put(60, "<< >>").end();
    assertThat(codes(updated)).contains("LIMIT_EXCEEDED");
    String many = " /Reference [" + reference.repeat(100) + "]";
    byte[] file = signed(SignedPdf.draft(SignedPdf.CATALOG, many).put(50, "[]"));
    assertThat(codes(PdfDraft.on(file).put(60, "<< >>").end())).contains("LIMIT_EXCEEDED");
  }

  @Test
  void a_lock_covers_the_fields_below_the_one_it_names() throws IOException {
    String lock =
        " /Reference [<< /TransformMethod /FieldMDP /TransformParams"
            + " << /Action /Exclude /Fields [(names) (na)] >> >>]";
    byte[] file = signed(SignedPdf.draft(SignedPdf.CATALOG, lock));
    String value = SignedPdf.TEXT_FIELD.replace("Canteen", "Hotel");
    Judged.of(PdfDraft.on(file).put(8, value).end()).isRejectedFor("FORM_CHANGED");
    byte[] open = signed(SignedPdf.draft(SignedPdf.CATALOG, lock.replace("(na)", "(name)")));
    Judged.of(PdfDraft.on(open).put(8, value).end()).isUndecidedFor("FORM_CHANGED");
  }

  @Test
  void many_signatures_that_do_not_verify_are_told_once_of_each_before_them() throws IOException {
    byte[] file = SignedPdf.approved();
    Map<Integer, String> fields = new TreeMap<>();
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      int number = 100 + i;
      fields.put(number, "<< /FT /Sig /T (s" + i + ") /V << /Contents <00> >> >>");
      list.append(' ').append(number).append(" 0 R");
      PdfDraft update =
          PdfDraft.on(file).put(5, SignedPdf.FORM.replace("9 0 R]", "9 0 R" + list + "]"));
      file = update.put(number, fields.get(number)).end();
    }
    List<String> codes = codes(file);
    assertThat(codes).contains("SIGNATURE_FIELD_CHANGED");
    assertThat(codes.stream().filter("SIGNATURE_FIELD_CHANGED"::equals).count())
        .isLessThanOrEqualTo(62);
  }
}
