package io.hufu.signing.pdf;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.verification.World;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Signatures that do not cover what they seem to: spoofing, wrapping, and ranges that gape. */
class ByteRangeAttacksTest {
  private static final String HOLE = "<" + "0".repeat(12_000) + ">";

  /** A draft in which a test moves things before it is signed by {@link #sign}. */
  private static String draft() {
    return PdfDraft.latin(SignedPdf.draft(SignedPdf.CATALOG, "").end("/Root 1 0 R"));
  }

  /**
   * Signs with ranges that are not what they should be: the value is right, the coverage is not.
   */
  private static byte[] sign(String draft, long before, long after, long end) throws Exception {
    String range = String.format("/ByteRange [0 %-10d %-10d %-10d ]", before, after, end - after);
    return signed(draft.replaceAll("/ByteRange \\[0[ #]*\\]", range), before, after, end);
  }

  private static byte[] signed(String ranged, long before, long after, long end) throws Exception {
    byte[] file = PdfDraft.bytes(ranged);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.write(file, 0, (int) before);
    octets.write(file, (int) after, (int) Math.max(0, end - after));
    SigningKey key = World.AGENCY;
    byte[] value = SignedDataBuilder.by(key).detached(ContentDigest.of(octets.toByteArray())).der();
    byte[] digits = PdfDraft.bytes(HexFormat.of().formatHex(value));
    System.arraycopy(digits, 0, file, ranged.indexOf(HOLE) + 1, digits.length);
    return file;
  }

  @Test
  void ranges_exactly_around_the_value_are_fine() throws Exception {
    String draft = draft();
    long open = draft.indexOf(HOLE);
    Judged.of(sign(draft, open, open + HOLE.length(), draft.length())).isAccepted();
  }

  @Test
  void a_gap_larger_than_the_value() throws Exception {
    String draft = draft().replace(HOLE, HOLE + " /Evil (x)      ");
    long open = draft.indexOf(HOLE);
    long close = open + HOLE.length();
    draft = moved(draft, "/Evil (x)      ".length() + 1);
    Judged.of(sign(draft, open, close + 12, draft.length())).isRejectedFor("BYTE_RANGE_WRONG");
    Judged.of(sign(draft, open - 10, close, draft.length())).isRejectedFor("BYTE_RANGE_WRONG");
  }

  /** What stands behind an insertion in front of the cross-reference table moves. */
  private static String moved(String draft, int by) {
    String text = draft;
    for (int number = 8; number <= 17; number++) {
      int at = text.indexOf("\n" + number + " 0 obj");
      if (at >= 0) {
        text =
            text.replace(
                String.format("%010d 00000 n", at + 1 - by),
                String.format("%010d 00000 n", at + 1));
      }
    }
    int xref = text.lastIndexOf("\nxref\n") + 1;
    return text.replaceAll("startxref\n\\d+", "startxref\n" + xref);
  }

  @Test
  void a_gap_that_leaves_the_delimiters_covered() throws Exception {
    String draft = draft();
    long open = draft.indexOf(HOLE);
    byte[] file = sign(draft, open + 1, open + HOLE.length() - 1, draft.length());
    Judged.of(file).isRejectedFor("BYTE_RANGE_WRONG");
  }

  @Test
  void overlapping_ranges() throws Exception {
    String draft = draft();
    long open = draft.indexOf(HOLE);
    Judged.of(sign(draft, open, open - 100, draft.length())).isRejectedFor("BYTE_RANGE_WRONG");
  }

  @Test
  void a_range_that_ends_before_the_revision_does() throws Exception {
    String draft = draft();
    long open = draft.indexOf(HOLE);
    long close = open + HOLE.length();
    Judged.of(sign(draft, open, close, draft.length() - 60)).isRejectedFor("BYTE_RANGE_WRONG");
    Judged.of(sign(draft, open, close, draft.length() - 2)).isRejectedFor("BYTE_RANGE_WRONG");
  }

  @Test
  void white_space_at_the_end_that_nobody_signed() throws Exception {
    String draft = draft();
    long open = draft.indexOf(HOLE);
    long close = open + HOLE.length();
    Judged.of(sign(draft, open, close, draft.length() - 1)).isUndecidedFor("BYTES_NOT_EXPLAINED");
    Judged.of(PdfDraft.bytes(PdfDraft.latin(SignedPdf.approved()) + "\n"))
        .isUndecidedFor("BYTES_NOT_EXPLAINED");
  }

  @Test
  void a_range_that_ends_behind_the_file() {
    byte[] file = SignedPdf.approved();
    String text = PdfDraft.latin(file);
    int at = text.indexOf("/ByteRange");
    String longer =
        text.substring(0, at) + text.substring(at).replaceFirst("(\\d+) *\\]", "99999999999]");
    Judged.of(PdfDraft.bytes(longer)).isRejectedFor("BYTE_RANGE_WRONG");
  }

  @Test
  void a_signature_that_covers_up_to_an_older_end_but_stands_in_a_newer_revision()
      throws Exception {
    byte[] base =
        PdfDraft.file()
            .put(1, "<< /Type /Catalog /Pages 2 0 R >>")
            .put(2, "<< /Type /Pages /Kids [] /Count 0 >>")
            .end();
    String draft =
        PdfDraft.latin(
            PdfDraft.on(base)
                .put(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>")
                .put(6, "<< /FT /Sig /T (s) /V 7 0 R >>")
                .put(7, SignedPdf.signature("/ETSI.CAdES.detached", ""))
                .end());
    long open = draft.indexOf(HOLE);
    byte[] file = sign(draft, base.length, base.length, base.length);
    Judged.of(file).isRejectedFor("BYTE_RANGE_WRONG");
    Judged.of(sign(draft, open, open + HOLE.length(), draft.length())).isAccepted();
  }

  @Test
  void ranges_that_are_missing_null_short_long_negative_or_fractions() {
    String signed = PdfDraft.latin(SignedPdf.approved());
    int at = signed.indexOf("/ByteRange");
    int end = signed.indexOf(']', at) + 1;
    int room = end - at;
    for (String bad :
        new String[] {
          "",
          "/ByteRange null",
          "/ByteRange []",
          "/ByteRange [0 10]",
          "/ByteRange [0 1 2 3 4 5]",
          "/ByteRange [0 -1 9 9]",
          "/ByteRange [0 1.5 9 9]",
          "/ByteRange (0 1 9 9)",
          "/ByteRange [0 0 0 0]"
        }) {
      String file =
          signed.substring(0, at) + String.format("%-" + room + "s", bad) + signed.substring(end);
      Judged judged = Judged.of(PdfDraft.bytes(file));
      judged.isRejectedFor(
          bad.contains("[") || bad.contains("(")
              ? "BYTE_RANGE_WRONG"
              : "SIGNATURE_DICTIONARY_WRONG");
    }
  }

  @Test
  void values_that_are_missing_null_empty_zero_or_written_as_text() {
    String signed = PdfDraft.latin(SignedPdf.approved());
    int open = signed.indexOf('<', signed.indexOf("/Contents", signed.indexOf("/ByteRange")));
    int close = signed.indexOf('>', open) + 1;
    int key = signed.lastIndexOf("/Contents", open);
    Judged.of(replaced(signed, key, close, "")).isRejectedFor("SIGNATURE_DICTIONARY_WRONG");
    Judged.of(replaced(signed, open, close, "null")).isRejectedFor("SIGNATURE_DICTIONARY_WRONG");
    Judged.of(replaced(signed, open, close, "<>")).isRejectedFor("SIGNATURE_DICTIONARY_WRONG");
    Judged.of(replaced(signed, open, close, "(x)")).isRejectedFor("SIGNATURE_DICTIONARY_WRONG");
    Judged.of(replaced(signed, open, close, "<00>")).isRejectedFor("BYTE_RANGE_WRONG");
    String zeros = "<" + "0".repeat(close - open - 2) + ">";
    Judged.of(replaced(signed, open, close, zeros)).isRejectedFor("MALFORMED");
  }

  private static byte[] replaced(String text, int from, int to, String by) {
    return PdfDraft.bytes(
        text.substring(0, from) + by + " ".repeat(to - from - by.length()) + text.substring(to));
  }

  @Test
  void a_value_with_white_space_or_something_else_behind_it() {
    String signed = PdfDraft.latin(SignedPdf.approved());
    int zeros = signed.indexOf("0".repeat(500));
    Judged.of(replaced(signed, zeros + 200, zeros + 202, "  "))
        .isRejectedFor("SIGNATURE_DICTIONARY_WRONG");
    Judged.of(replaced(signed, zeros + 200, zeros + 202, "41")).isRejectedFor("MALFORMED");
  }

  @Test
  void a_second_value_or_a_second_range_in_one_dictionary() {
    String draft = PdfDraft.latin(SignedPdf.draft(SignedPdf.CATALOG, " /Contents <00>").end());
    Judged.of(SignedPdf.sign(PdfDraft.bytes(draft), World.AGENCY))
        .isRejectedFor("DICTIONARY_KEY_REPEATED");
    String twice = draft.replace(" /Contents <00>", " /ByteRange [0]");
    Judged.of(SignedPdf.sign(PdfDraft.bytes(twice), World.AGENCY))
        .isRejectedFor("DICTIONARY_KEY_REPEATED");
  }

  @Test
  void a_signature_wrapped_so_that_the_signed_bytes_stand_elsewhere() throws Exception {
    String signed = PdfDraft.latin(SignedPdf.approved());
    int open =
        signed.indexOf(
            HOLE.substring(0, 1), signed.indexOf("/Contents", signed.indexOf("/ByteRange")));
    int close = signed.indexOf('>', open) + 1;
    String tail = signed.substring(close);
    // the old end is moved back, so that other objects fit into the gap that nothing covers
    String evil = "\n4 0 obj\n<< /Length 9 >>\nstream\n(evil) Tj\nendstream\nendobj\n";
    int room = evil.length() + 40;
    String range = String.format("[0 %-10d %-10d %-10d]", open, close + room, tail.length());
    String wrapped =
        signed.substring(0, open).replaceFirst("\\[0 \\d+ +\\d+ +\\d+ +\\]", range)
            + signed.substring(open, close)
            + " >>\nendobj\n"
            + evil
            + " ".repeat(room - evil.length() - " >>\nendobj\n".length())
            + tail;
    Judged judged = Judged.of(PdfDraft.bytes(wrapped));
    org.assertj.core.api.Assertions.assertThat(judged.report().verdict())
        .isEqualTo(io.hufu.model.report.Verdict.REJECTED);
  }

  @Test
  void a_value_in_an_object_stream_or_in_another_object() {
    String elsewhere =
        PdfDraft.latin(
            SignedPdf.draft(SignedPdf.CATALOG, "").put(18, HOLE.replace('0', '1')).end());
    String moved =
        elsewhere.replace("/Contents " + HOLE, "/Contents 18 0 R" + " ".repeat(HOLE.length() - 6));
    moved = moved.replace(HOLE.replace('0', '1'), HOLE);
    Judged.of(SignedPdf.sign(PdfDraft.bytes(moved), World.AGENCY))
        .isRejectedFor("SIGNATURE_DICTIONARY_WRONG");
  }

  @Test
  void weak_and_unknown_forms() {
    for (String weak : new String[] {"/adbe.pkcs7.sha1", "/adbe.x509.rsa_sha1"}) {
      Judged.of(form(weak)).isRejectedFor("DIGEST_METHOD_REFUSED");
    }
    Judged.of(form("/Vendor.own")).isUndecidedFor("SIGNATURE_FORM_UNKNOWN");
    Judged.of(form("/adbe.pkcs7.detached")).isAccepted();
  }

  private static byte[] form(String subFilter) {
    String draft = PdfDraft.latin(SignedPdf.draft(SignedPdf.CATALOG, "").end());
    String other = draft.replace("/ETSI.CAdES.detached", subFilter);
    int by = subFilter.length() - "/ETSI.CAdES.detached".length();
    return SignedPdf.sign(PdfDraft.bytes(moved(other, by)), World.AGENCY);
  }
}
