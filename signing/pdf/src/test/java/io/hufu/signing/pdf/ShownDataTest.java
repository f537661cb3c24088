package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import io.hufu.model.Role;
import io.hufu.model.SampleLicences;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Subject;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.page.FontChain;
import io.hufu.signing.page.PageComposer;
import io.hufu.signing.page.PageStatement;
import io.hufu.signing.page.PageTemplate;
import io.hufu.verification.World;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A licence whose page does not show what is attached to it, whoever signed it. */
class ShownDataTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static LicenceType type(Licence licence) {
    return Catalogue.shipped().find(licence.type()).orElseThrow();
  }

  private static Licence sample(String id) {
    String code = Catalogue.shipped().find(id).orElseThrow().code();
    return SampleLicences.shipped().stream()
        .filter(licence -> licence.type().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static LicencePayload payload(Licence licence) {
    return new LicencePayload(
        licence, HashAlgorithm.SM3, new byte[32], null, Role.ORIGINAL, null, World.SIGNED);
  }

  private static byte[] sealed(PdfFormat format, Licence licence) throws Exception {
    SealingContext context = new SealingContext(World.AGENCY, type(licence), RANDOM);
    return format.seal(payload(licence), context).bytes();
  }

  private static List<String> codes(PdfFormat format, byte[] file) throws IOException {
    Subject subject = format.open(Document.of(file), Limits.DEFAULT);
    return subject.findings().stream().map(Finding::code).toList();
  }

  /** Signs a document that says it was drawn one way, and was drawn another. */
  private static byte[] signed(PageStatement said, Licence data, Licence shown, String qr)
      throws Exception {
    SignedDataBuilder builder = SignedDataBuilder.by(World.AGENCY);
    var drawings =
        new PageComposer(PageTemplate.of(type(shown)), FontChain.standard()).compose(shown, qr);
    PdfOrder order =
        new PdfOrder(payload(data), said, drawings, builder.detachedLength() + 100, false);
    ReservedSignature file = PdfMaker.make(order);
    return file.with(PdfSealer.sign(builder, file).der()).bytes();
  }

  private static PageStatement said(Licence licence) throws Exception {
    return new PageStatement(PageTemplate.of(type(licence)).digest(), "QR", true);
  }

  @Test
  void every_type_that_has_a_page_shows_what_is_attached() throws Exception {
    PdfFormat format = PdfFormat.instance();
    for (Licence licence : SampleLicences.shipped()) {
      if (type(licence).page().isPresent()) {
        assertThat(codes(format, sealed(format, licence)))
            .as(licence.name())
            .containsExactly("SIGNATURE_INTACT");
      }
    }
  }

  @Test
  void a_visible_seal_and_an_approvers_field_are_part_of_what_is_compared() throws Exception {
    PdfFormat format = PdfFormat.instance();
    for (PdfFormat maker :
        List.of(
            format.visible(), format.withApproverField(), format.visible().withApproverField())) {
      assertThat(codes(format, sealed(maker, sample("degree"))))
          .containsExactly("SIGNATURE_INTACT");
    }
  }

  @Test
  void a_page_of_other_data_is_a_mismatch() throws Exception {
    Licence data = World.licence();
    Licence shown = sample("food-operation");
    assertThat(codes(PdfFormat.instance(), signed(said(data), data, data, "QR")))
        .containsExactly("SIGNATURE_INTACT");
    assertThat(codes(PdfFormat.instance(), signed(said(data), data, shown, "QR")))
        .containsAnyOf("DATA_MISMATCH", "PAGE_NOT_COMPARED");
    assertThat(codes(PdfFormat.instance(), signed(said(data), data, data, "QS")))
        .containsExactly("SIGNATURE_INTACT", "DATA_MISMATCH");
    PageStatement elsewhere = new PageStatement(said(data).template(), "QR", false);
    Licence other = data;
    assertThat(codes(PdfFormat.instance(), signed(elsewhere, data, other, "QS")))
        .containsExactly("SIGNATURE_INTACT", "DATA_MISMATCH");
  }

  @Test
  void a_page_by_another_template_is_not_compared() throws Exception {
    Licence licence = World.licence();
    PageStatement said = new PageStatement("0".repeat(64), "QR", true);
    byte[] other = signed(said, licence, licence, "QR");
    assertThat(codes(PdfFormat.instance(), other))
        .containsExactly("SIGNATURE_INTACT", "PAGE_NOT_COMPARED");
  }
}
