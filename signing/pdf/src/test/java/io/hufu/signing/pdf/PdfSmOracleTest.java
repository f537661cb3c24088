package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.crypto.tsp.TimeStampToken;
import io.hufu.signing.SealedLicence;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL digests the ranges with SM3 and verifies the SM2 signatures over the attributes. */
class PdfSmOracleTest {
  private static final Pattern RANGE =
      Pattern.compile("/ByteRange\\s*\\[0 (\\d+) (\\d+) (\\d+)\\s*\\]");

  @TempDir Path folder;

  /** What one range covers, and the value in its gap; found by a search, not by our reader. */
  private record Signed(byte[] covered, byte[] contents) {}

  private static List<Signed> signatures(byte[] file) {
    List<Signed> found = new ArrayList<>();
    Matcher range = RANGE.matcher(new String(file, StandardCharsets.ISO_8859_1));
    while (range.find()) {
      int open = Integer.parseInt(range.group(1));
      int close = Integer.parseInt(range.group(2));
      ByteArrayOutputStream covered = new ByteArrayOutputStream();
      covered.write(file, 0, open);
      covered.write(file, close, Integer.parseInt(range.group(3)));
      String hex = new String(file, open + 1, close - open - 2, StandardCharsets.US_ASCII);
      found.add(new Signed(covered.toByteArray(), HexFormat.of().parseHex(hex)));
    }
    return found;
  }

  private String sm3(byte[] bytes) throws Exception {
    Files.write(folder.resolve("covered"), bytes);
    String printed = Programs.openssl(folder, "dgst", "-sm3", "-r", "covered");
    return printed.substring(0, 64);
  }

  private String verify(SignerInfo signer, Certificate certificate) throws Exception {
    Files.write(folder.resolve("attributes"), signer.signedOctets().orElseThrow());
    Files.write(folder.resolve("signature"), signer.signature());
    Files.writeString(folder.resolve("certificate"), certificate.pem());
    Files.writeString(
        folder.resolve("key"),
        Programs.openssl(folder, "x509", "-in", "certificate", "-pubkey", "-noout"));
    return Programs.openssl(
        folder,
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key",
        "-sigfile",
        "signature",
        "-in",
        "attributes",
        "-rawin",
        "-digest",
        "sm3",
        "-pkeyopt",
        "distid:1234567812345678");
  }

  @Test
  void openssl_verifies_issuer_and_approver_and_the_imprint_of_the_archive() throws Exception {
    PdfDesk desk = new PdfDesk(SignatureAlgorithm.SM2_SM3);
    PdfFormat format = PdfFormat.instance();
    SealedLicence licence = desk.seal(format.withApproverField(), "work-safety");
    SealedLicence stamped =
        licence
            .withEvidence(format, List.of(desk.stamp(licence)))
            .withEvidence(format, desk.revocation());
    SealedLicence approved = format.approve(stamped, desk.approver, desk.now());
    byte[] file = format.archive(approved.bytes(), desk.revocation(), desk.stamps);
    List<Signed> signatures = signatures(file);
    assertThat(signatures).hasSize(3);
    List<Certificate> signers = List.of(desk.agency.certificate(), desk.approver.certificate());
    for (int i = 0; i < 2; i++) {
      Signed signed = signatures.get(i);
      SignerInfo signer = SignedData.parsePadded(signed.contents()).signedData().signers().get(0);
      assertThat(sm3(signed.covered()))
          .isEqualTo(HexFormat.of().formatHex(signer.messageDigest().orElseThrow()));
      assertThat(verify(signer, signers.get(i))).contains("Signature Verified Successfully");
      assertThat(verify(signer, signers.get(1 - i))).contains("Signature Verification Failure");
    }
    Signed archive = signatures.get(2);
    TimeStampToken token = TimeStampToken.parse(Padding.stripped(archive.contents()));
    byte[] digest = HexFormat.of().parseHex(sm3(archive.covered()));
    assertThat(token.isOver(HashAlgorithm.SM3, digest)).isTrue();
    assertThat(archive.covered().length + 2 * archive.contents().length + 2)
        .as("the archive's time-stamp covers all of the file")
        .isEqualTo(file.length);
  }
}
