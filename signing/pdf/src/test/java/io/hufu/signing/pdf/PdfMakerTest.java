package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerVerification.Status;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import io.hufu.model.Role;
import io.hufu.model.SampleLicences;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealingContext;
import io.hufu.signing.page.FontChain;
import io.hufu.signing.page.PageComposer;
import io.hufu.signing.page.PageStatement;
import io.hufu.signing.page.PageTemplate;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PdfMakerTest {
  private static Licence licence(String id) {
    String code = type(id).code();
    return SampleLicences.shipped().stream()
        .filter(licence -> licence.type().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static LicenceType type(String id) {
    return Catalogue.shipped().find(id).orElseThrow();
  }

  private static LicencePayload payload(String id, HashAlgorithm hash) {
    return new LicencePayload(
        licence(id), hash, new byte[32], null, Role.ORIGINAL, null, PilotKeys.NOW);
  }

  private static PdfOrder order(String id, boolean approver) throws Exception {
    PageTemplate template = PageTemplate.of(type(id));
    return new PdfOrder(
        payload(id, HashAlgorithm.SM3),
        new PageStatement(template.digest(), "QR", true),
        new PageComposer(template, FontChain.standard()).compose(licence(id), "QR"),
        100,
        approver);
  }

  private static String latin(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void equal_orders_give_equal_bytes() throws Exception {
    byte[] first = PdfMaker.make(order("work-safety", false)).with(new byte[7]).bytes();
    byte[] second = PdfMaker.make(order("work-safety", false)).with(new byte[7]).bytes();
    assertThat(first).isEqualTo(second);
  }

  @Test
  void the_issuer_certifies_and_leaves_a_field_only_when_asked() throws Exception {
    String alone = latin(PdfMaker.make(order("degree", false)).bytes());
    String approved = latin(PdfMaker.make(order("degree", true)).bytes());
    assertThat(alone).contains("/DocMDP", "/P 1/").doesNotContain("(Approver)");
    assertThat(approved).contains("/DocMDP", "/P 2/", "(Approver)");
  }

  @Test
  void the_range_covers_everything_but_the_value() throws Exception {
    byte[] file = PdfMaker.make(order("degree", false)).with(new byte[] {1, 2}).bytes();
    String text = latin(file);
    int start = text.indexOf("<0102");
    int end = start + 202;
    assertThat(text.substring(start, end)).matches("<0102[0]{196}>");
    assertThat(text).contains("[0 " + start + " " + end + " " + (file.length - end) + "]");
  }

  /**
   * A stream of iText hands out its first 8192 bytes only when it is read in one call; whatever
   * makes the signature must not depend on such a stream.
   */
  @Test
  void the_digest_that_is_signed_is_that_of_all_bytes_of_the_ranges() throws Exception {
    SigningKey key = PilotKeys.signer(SignatureAlgorithm.ES256);
    byte[] file =
        PdfFormat.instance()
            .seal(
                payload("food-operation", HashAlgorithm.SHA_256),
                new SealingContext(key, type("food-operation"), new SecureRandom()))
            .bytes();
    String text = latin(file);
    int start = text.indexOf("<30");
    int end = text.indexOf('>', start) + 1;
    assertThat(start).isGreaterThan(8192);
    byte[] covered = new byte[file.length - (end - start)];
    System.arraycopy(file, 0, covered, 0, start);
    System.arraycopy(file, end, covered, start, file.length - end);
    byte[] value = HexFormat.of().parseHex(text.substring(start + 1, end - 1));
    SignedData data = SignedData.parsePadded(value).signedData();
    assertThat(data.signers().get(0).messageDigest().orElseThrow())
        .isEqualTo(HashAlgorithm.SHA_256.digest(covered));
    assertThat(
            data.signers()
                .get(0)
                .verify(key.certificate(), io.hufu.crypto.cms.ContentDigest.of(covered))
                .status())
        .isEqualTo(Status.HOLDS);
  }

  @Test
  void a_licence_that_cannot_be_drawn_is_refused_with_the_code_of_the_reason() throws Exception {
    SigningKey key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
    SealingContext context = new SealingContext(key, type("resident-id"), new SecureRandom());
    assertThatThrownBy(
            () -> PdfFormat.instance().seal(payload("resident-id", HashAlgorithm.SM3), context))
        .isInstanceOfSatisfying(
            CannotSealException.class, e -> assertThat(e.code()).isEqualTo("PAGE_MISSING"));
  }
}
