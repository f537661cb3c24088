package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.verification.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * Signed documents to attack: two pages, a text field, a note, a layer, a signature, and an empty
 * signature field.
 *
 * <p>1 catalog, 2 pages, 3 and 12 page, 4 and 13 content, 5 form, 6 signature field, 7 signature, 8
 * text field, 9 empty signature field, 10 layer, 11 appearance, 14 description, 15 transform, 16
 * note.
 */
final class SignedPdf {
  static final String CATALOG =
      "<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /OCProperties"
          + " << /OCGs [10 0 R] /D << /Order [10 0 R] /ON [10 0 R] >> >> >>";
  static final String PAGE =
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R"
          + " /Resources << /Font << /F1 17 0 R >> >> /Annots [6 0 R 8 0 R 9 0 R 16 0 R] >>";
  static final String FORM =
      "<< /Fields [6 0 R 8 0 R 9 0 R] /SigFlags 3 /DA (/F1 12 Tf) /DR << /Font << /F1 17 0 R >> >>"
          + " >>";
  static final String FIELD =
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (issuer) /F 132 /P 3 0 R"
          + " /Rect [100 100 200 150] /V 7 0 R /AP << /N 11 0 R >> >>";
  static final String TEXT_FIELD =
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Canteen) /F 4 /P 3 0 R"
          + " /Rect [100 200 200 220] >>";
  static final String EMPTY_FIELD =
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (approver) /F 4 /P 3 0 R"
          + " /Rect [300 100 400 150] >>";
  static final String NOTE =
      "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (see 2) /P 3 0 R >>";

  private static final String DIGITS = "##########";
  private static final int RESERVED = 6000;

  private SignedPdf() {}

  /** A document that its signer approved, saying nothing on changes. */
  static byte[] approved() {
    return sign(draft(CATALOG, "").end("/Root 1 0 R /Info 14 0 R"), World.AGENCY);
  }

  /** A document that its signer certified, allowing changes of a level (DocMDP). */
  static byte[] certified(int level) {
    String catalog = CATALOG.replace(" /OCProperties", " /Perms << /DocMDP 7 0 R >> /OCProperties");
    PdfDraft draft = draft(catalog, " /Reference [15 0 R]");
    draft.put(
        15,
        "<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P "
            + level
            + " /V /1.2 >> >>");
    return sign(draft.end("/Root 1 0 R /Info 14 0 R"), World.AGENCY);
  }

  /** Everything up to the first cross-reference section. */
  static PdfDraft draft(String catalog, String signatureEntries) {
    return draft(catalog, signatureEntries, PAGE);
  }

  static PdfDraft draft(String catalog, String signatureEntries, String page) {
    return PdfDraft.file()
        .put(1, catalog)
        .put(2, "<< /Type /Pages /Kids [3 0 R 12 0 R] /Count 2 >>")
        .put(3, page)
        .put(4, "", PdfDraft.bytes("BT /F1 12 Tf 50 400 Td (Licence 7) Tj ET"))
        .put(5, FORM)
        .put(6, FIELD)
        .put(7, signature("/ETSI.CAdES.detached", signatureEntries))
        .put(8, TEXT_FIELD)
        .put(9, EMPTY_FIELD)
        .put(10, "<< /Type /OCG /Name (layer) >>")
        .put(
            11,
            "/Type /XObject /Subtype /Form /BBox [0 0 100 50]",
            PdfDraft.bytes("0 0 99 49 re S"))
        .put(12, PAGE.replace("4 0 R", "13 0 R").replaceAll("/Annots \\[.*?\\]", ""))
        .put(13, "", PdfDraft.bytes("BT /F1 12 Tf 50 400 Td (page two) Tj ET"))
        .put(14, "<< /Producer (test) /ModDate (D:20260601100000+08'00') /Title (Licence) >>")
        .put(16, NOTE)
        .put(17, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  }

  static String signature(String subFilter, String entries) {
    return "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter "
        + subFilter
        + " /M (D:20260601100000+08'00')"
        + entries
        + " /ByteRange [0 "
        + (DIGITS + " ").repeat(3)
        + "] /Contents <"
        + "0".repeat(2 * RESERVED)
        + "> >>";
  }

  static String timeStamp() {
    return signature("/ETSI.RFC3161", "").replace("/Type /Sig ", "/Type /DocTimeStamp ");
  }

  /** Fills in the ranges and the value of the one signature that is still empty. */
  static byte[] sign(byte[] draft, SigningKey key) {
    return fill(
        draft,
        octets ->
            SignedDataBuilder.by(key)
                .signingTime(World.SIGNED)
                .detached(ContentDigest.of(octets))
                .der());
  }

  /** Fills in a document time-stamp. */
  static byte[] stamp(byte[] draft, Instant time) {
    return fill(
        draft,
        octets ->
            TimeStampAuthority.inProcess(
                    World.TSA, Clock.fixed(time, ZoneOffset.UTC), new SecureRandom())
                .stamp(HashAlgorithm.SM3, HashAlgorithm.SM3.digest(octets))
                .der());
  }

  /** Makes a value over octets. */
  @FunctionalInterface
  interface Signer {
    byte[] sign(byte[] octets) throws Exception;
  }

  static byte[] fill(byte[] draft, Signer signer) {
    String text = PdfDraft.latin(draft);
    int open = text.indexOf("<" + "0".repeat(2 * RESERVED) + ">");
    int close = open + 2 * RESERVED + 2;
    String range = String.format("%-10d %-10d %-10d", open, close, (long) draft.length - close);
    String ranged = text.replace((DIGITS + " ").repeat(3).strip(), range);
    byte[] file = PdfDraft.bytes(ranged);
    try {
      byte[] value = signer.sign(octets(file, open, close));
      String hex = HexFormat.of().formatHex(value);
      byte[] digits = hex.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, file, open + 1, digits.length);
      return file;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] octets(byte[] file, int open, int close) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.write(file, 0, open);
    octets.write(file, close, file.length - close);
    return octets.toByteArray();
  }
}
