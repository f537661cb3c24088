package io.hufu.benchmarks;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A PDF of ten pages that ten people signed one after another, each in the field of a page. */
final class TenSignatures {
  static final int COUNT = 10;
  static final Instant SIGNED = Instant.parse("2026-06-01T02:00:00Z");

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");
  private static final int LINES = 60;
  private static final int RESERVED = 4000;
  private static final String HOLE = "<" + "0".repeat(2 * RESERVED) + ">";
  private static final String RANGE = "[0 ########## ########## ##########]";

  private static final int PAGE = 10;
  private static final int CONTENT = 20;
  private static final int FIELD = 30;
  private static final int SIGNATURE = 40;
  private static final int SIZE = 50;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final Map<Integer, Integer> entries = new TreeMap<>();
  private int previous = -1;

  private TenSignatures() {}

  /** Writes {@code ten.pdf} and {@code root.pem} into a folder, for other programs. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    SigningKey key = key();
    Files.write(folder.resolve("ten.pdf"), document(key));
    String root = Base64.getMimeEncoder().encodeToString(root(key).der());
    Files.writeString(
        folder.resolve("root.pem"),
        "-----BEGIN CERTIFICATE-----\n" + root + "\n-----END CERTIFICATE-----\n");
  }

  static Certificate root(SigningKey key) {
    return key.chain().get(key.chain().size() - 1);
  }

  /** Makes a P-256 key with a certificate below a root, as its chain. */
  static SigningKey key() {
    SecureRandom random = new SecureRandom();
    SigningKey root = SigningKey.generate(SignatureAlgorithm.ES256, random);
    SigningKey own = SigningKey.generate(SignatureAlgorithm.ES256, random);
    try {
      Certificate top = certificate(Profile.ROOT, "CN=Example root", root, 1).selfSigned(root);
      SigningKey issuer = root.withChain(List.of(top));
      Certificate leaf = certificate(Profile.SIGNER, "CN=Example signer", own, 2).signedBy(issuer);
      return own.withChain(List.of(leaf, top));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CertificateBuilder certificate(
      Profile profile, String subject, SigningKey key, long serial) {
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .validity(FROM, TO)
        .serial(BigInteger.valueOf(serial));
  }

  static byte[] document(SigningKey key) {
    TenSignatures made = new TenSignatures();
    made.pages();
    byte[] signed = made.file.toByteArray();
    for (int i = 0; i < COUNT; i++) {
      made.update(i);
      signed = sign(made.file.toByteArray(), key);
      made.file.reset();
      made.file.writeBytes(signed);
    }
    return signed;
  }

  private void pages() {
    write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    List<String> kids = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      kids.add(PAGE + i + " 0 R");
      fields.add(FIELD + i + " 0 R");
    }
    object(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R >>");
    object(2, "<< /Type /Pages /Count 10 /Kids [" + String.join(" ", kids) + "] >>");
    object(3, "<< /SigFlags 3 /Fields [" + String.join(" ", fields) + "] >>");
    object(4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for (int i = 0; i < COUNT; i++) {
      object(
          PAGE + i,
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >>"
              + " >> /Contents "
              + (CONTENT + i)
              + " 0 R /Annots ["
              + (FIELD + i)
              + " 0 R] >>");
      String text = text(i);
      object(CONTENT + i, "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream");
      object(FIELD + i, field(i, ""));
    }
    section();
  }

  private static String text(int page) {
    StringBuilder text = new StringBuilder("BT /F1 10 Tf 12 TL 50 800 Td");
    for (int line = 0; line < LINES; line++) {
      text.append(" (Page ").append(page).append(", line ").append(line);
      text.append(": what somebody agrees to when he signs this page) '");
    }
    return text.append(" ET").toString();
  }

  private static String field(int i, String value) {
    return "<< /Type /Annot /Subtype /Widget /FT /Sig /T (signer"
        + i
        + ") /F 132 /Rect [50 20 200 60] /P "
        + (PAGE + i)
        + " 0 R"
        + value
        + " >>";
  }

  private void update(int i) {
    object(FIELD + i, field(i, " /V " + (SIGNATURE + i) + " 0 R"));
    object(
        SIGNATURE + i,
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M"
            + " (D:20260601100000+08'00') /ByteRange "
            + RANGE
            + " /Contents "
            + HOLE
            + " >>");
    section();
  }

  private void object(int number, String body) {
    entries.put(number, file.size());
    write(number + " 0 obj\n" + body + "\nendobj\n");
  }

  private void section() {
    int start = file.size();
    write("xref\n" + (previous < 0 ? "0 1\n0000000000 65535 f\r\n" : ""));
    entries.forEach(
        (number, at) ->
            write(number + " 1\n" + String.format(Locale.ROOT, "%010d 00000 n\r\n", at)));
    String prev = previous < 0 ? "" : " /Prev " + previous;
    write("trailer\n<< /Size " + SIZE + " /Root 1 0 R" + prev + " >>\n");
    write("startxref\n" + start + "\n%%EOF\n");
    previous = start;
    entries.clear();
  }

  private void write(String text) {
    file.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] sign(byte[] draft, SigningKey key) {
    String text = new String(draft, StandardCharsets.ISO_8859_1);
    int open = text.indexOf(HOLE);
    int close = open + HOLE.length();
    String range =
        String.format(Locale.ROOT, "[0 %-10d %-10d %-10d]", open, close, draft.length - close);
    byte[] file = text.replace(RANGE, range).getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    covered.write(file, 0, open);
    covered.write(file, close, file.length - close);
    try {
      byte[] value =
          SignedDataBuilder.by(key).detached(ContentDigest.of(covered.toByteArray())).der();
      byte[] digits = HexFormat.of().formatHex(value).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, file, open + 1, digits.length);
      return file;
    } catch (IOException | KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }
}
