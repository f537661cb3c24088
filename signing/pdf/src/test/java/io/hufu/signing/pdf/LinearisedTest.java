package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Verdict;
import io.hufu.verification.World;
import org.junit.jupiter.api.Test;

/** Linearised files (ISO 32000-1 annex F): the section that is read first stands in front. */
class LinearisedTest {
  private static final int ROOM = 12_000;

  /** Writes a linearised document: 1 parameters, 2 to 5 first page, 6 and 7 the rest. */
  private static byte[] draft(String parameters) {
    return draft(parameters, "");
  }

  private static byte[] draft(String parameters, String mainTrailer) {
    StringBuilder file = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    int[] at = new int[8];
    at[1] = file.length();
    file.append("1 0 obj\n").append(String.format("%-60s", parameters)).append("\nendobj\n");
    int first = file.length();
    String firstTable = "xref\n1 5\n" + "?".repeat(100);
    String firstTrailer = "trailer\n<< /Size 8 /Root 2 0 R /Prev ########## >>\n";
    file.append(firstTable).append(firstTrailer).append("startxref\n0\n%%EOF\n");
    object(file, at, 2, "<< /Type /Catalog /Pages 6 0 R /AcroForm << /Fields [3 0 R] >> >>");
    object(file, at, 3, "<< /FT /Sig /T (s) /V 4 0 R /Subtype /Widget /Rect [0 0 0 0] /P 5 0 R >>");
    object(file, at, 4, SignedPdf.signature("/ETSI.CAdES.detached", ""));
    object(file, at, 5, "<< /Type /Page /Parent 6 0 R /Annots [3 0 R] >>");
    object(file, at, 6, "<< /Type /Pages /Kids [5 0 R 7 0 R] /Count 2 >>");
    object(file, at, 7, "<< /Type /Page /Parent 6 0 R >>");
    int main = file.length();
    file.append("xref\n0 1\n0000000000 65535 f\r\n6 2\n").append(entry(at[6])).append(entry(at[7]));
    file.append("trailer\n<< /Size 8 ").append(mainTrailer).append(">>\nstartxref\n");
    file.append(first).append("\n%%EOF\n");
    StringBuilder table = new StringBuilder();
    for (int number = 1; number <= 5; number++) {
      table.append(entry(at[number]));
    }
    String text =
        file.toString()
            .replace("?".repeat(100), table)
            .replace("/Prev ##########", String.format("/Prev %-10d", main))
            .replace("/L ##########", String.format("/L %-10d", file.length()));
    return PdfDraft.bytes(text);
  }

  private static void object(StringBuilder file, int[] at, int number, String body) {
    at[number] = file.length();
    file.append(number).append(" 0 obj\n").append(body).append("\nendobj\n");
  }

  private static String entry(int at) {
    return String.format("%010d 00000 n\r\n", at);
  }

  static byte[] draft() {
    return draft("<< /Linearized 1 /L ########## /N 2 >>");
  }

  private static byte[] signed() {
    return SignedPdf.sign(draft(), World.AGENCY);
  }

  @Test
  void a_linearised_document_is_read_as_one_revision() {
    assertThat(signed().length).isGreaterThan(ROOM);
    Judged.of(signed()).isAccepted();
  }

  @Test
  void an_update_of_a_linearised_document_is_an_update() {
    byte[] replaced =
        PdfDraft.on(signed())
            .put(7, "<< /Type /Page /Parent 6 0 R /Rotate 90 >>")
            .end("/Root 2 0 R");
    Judged.of(replaced).isRejectedFor("PAGE_CHANGED");
    Judged.of(PdfDraft.on(signed()).put(8, "<< >>").end("/Root 2 0 R")).isAccepted();
  }

  @Test
  void sections_in_that_order_without_the_parameters_are_refused() {
    for (String parameters :
        new String[] {"<< /L ########## >>", "<< /Linearized 1 /L 99 >>", "<< /Linearized 1 >>"}) {
      Judged judged = Judged.of(SignedPdf.sign(draft(parameters), World.AGENCY));
      judged.isRejectedFor("CROSS_REFERENCE_WRONG");
    }
  }

  @Test
  void the_first_section_cannot_be_used_to_shadow_the_main_one() {
    String text = PdfDraft.latin(draft());
    String twice = text.replaceFirst("xref\n1 5\n", "xref\n3 5\n");
    assertThat(Judged.of(SignedPdf.sign(PdfDraft.bytes(twice), World.AGENCY)).report().verdict())
        .isNotEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void trailers_that_name_two_catalogs_are_refused() {
    String parameters = "<< /Linearized 1 /L ########## /N 2 >>";
    Judged.of(SignedPdf.sign(draft(parameters, "/Root 2 0 R "), World.AGENCY)).isAccepted();
    Judged.of(SignedPdf.sign(draft(parameters, "/Root 6 0 R "), World.AGENCY))
        .isRejectedFor("CROSS_REFERENCE_WRONG");
  }
}
