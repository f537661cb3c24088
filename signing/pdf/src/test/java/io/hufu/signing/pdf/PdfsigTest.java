package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.report.Finding;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is honest for us is honest for pdfsig (poppler); what is not need not be. */
class PdfsigTest {
  @TempDir private Path folder;

  private static byte[] signed(byte[] draft) throws Exception {
    SigningKey key = PilotKeys.signer(SignatureAlgorithm.ES256);
    return SignedPdf.sign(draft, key);
  }

  private static List<String> codes(byte[] file) throws IOException {
    return PdfFormat.instance().open(Document.of(file), Limits.DEFAULT).findings().stream()
        .map(Finding::code)
        .toList();
  }

  private String pdfsig(byte[] file) throws Exception {
    return Programs.pdfsig(Files.write(folder.resolve("signed.pdf"), file));
  }

  @Test
  void honest_files_of_every_structure() throws Exception {
    PdfDraft streams =
        SignedPdf.draft(SignedPdf.CATALOG, "").objects(61, Map.of(18, "<< /A [1 2 3] >>"));
    for (byte[] draft :
        List.of(
            SignedPdf.draft(SignedPdf.CATALOG, "").end(),
            streams.endWithStream(62, "/Root 1 0 R"),
            LinearisedTest.draft())) {
      byte[] file = signed(draft);
      assertThat(codes(file)).containsExactly("SIGNATURE_INTACT");
      assertThat(pdfsig(file)).contains("Signature is Valid", "Total document signed");
    }
  }

  @Test
  void an_update_of_evidence_leaves_both_content() throws Exception {
    byte[] file = signed(SignedPdf.draft(SignedPdf.CATALOG, "").end());
    byte[] updated =
        PdfDraft.on(file)
            .put(1, SignedPdf.CATALOG.replace("/OCP", "/DSS << /Certs [41 0 R] >> /OCP"))
            .put(41, "", PilotKeys.signer(SignatureAlgorithm.ES256).certificate().der())
            .end();
    assertThat(codes(updated)).containsExactly("SIGNATURE_INTACT");
    assertThat(pdfsig(updated)).contains("Signature is Valid");
  }

  /** The reason why this verifier exists: a page replaced by an update is valid elsewhere. */
  @Test
  void a_replaced_page_is_refused_here_whatever_others_say() throws Exception {
    byte[] file = signed(SignedPdf.draft(SignedPdf.CATALOG, "").end());
    byte[] replaced = PdfDraft.on(file).put(4, "", PdfDraft.bytes("BT (8) Tj ET")).end();
    assertThat(codes(replaced)).contains("PAGE_CHANGED");
    assertThat(pdfsig(replaced)).contains("Signature #1");
  }

  @Test
  void a_flipped_bit_is_invalid_for_both() throws Exception {
    byte[] file = signed(SignedPdf.draft(SignedPdf.CATALOG, "").end());
    file[PdfDraft.latin(file).indexOf("Licence 7")] ^= 1;
    assertThat(codes(file)).contains("CONTENT_CHANGED");
    assertThat(pdfsig(file)).doesNotContain("Signature is Valid");
  }
}
