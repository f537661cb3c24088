package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.cms.AttributeType;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealBuilder;
import io.hufu.crypto.seal.SealPicture;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.crypto.seal.SealedData;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Subject;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may stand in /Contents: CMS of both kinds, any algorithm, and electronic seals. */
class ValueFormsTest {
  private static byte[] draft() {
    return SignedPdf.draft(SignedPdf.CATALOG, "").end();
  }

  private static Subject open(byte[] file) throws IOException {
    return PdfFormat.instance().open(Document.of(file), Limits.DEFAULT);
  }

  private static List<String> codes(Subject subject) {
    return subject.findings().stream().map(Finding::code).toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"SM2_SM3", "ES256", "ED25519"})
  void every_algorithm_that_signs_verifies(SignatureAlgorithm algorithm) throws Exception {
    Subject subject = open(SignedPdf.sign(draft(), PilotKeys.signer(algorithm)));
    assertThat(codes(subject)).containsExactly("SIGNATURE_INTACT");
    assertThat(subject.signatures().get(0).algorithm()).isEqualTo(algorithm);
  }

  @Test
  void the_object_identifiers_of_gm_t_0010() {
    byte[] file =
        SignedPdf.fill(
            draft(),
            octets ->
                SignedDataBuilder.by(World.AGENCY)
                    .gmObjectIdentifiers()
                    .detached(ContentDigest.of(octets))
                    .der());
    Judged.of(file).isAccepted();
  }

  @Test
  void content_inside_the_value_is_refused() {
    byte[] file =
        SignedPdf.fill(
            draft(), octets -> SignedDataBuilder.by(World.AGENCY).enveloping(new byte[20]).der());
    Judged.of(file).isRejectedFor("SIGNATURE_DICTIONARY_WRONG");
  }

  @Test
  void a_value_with_the_same_signer_twice_is_refused() {
    byte[] file =
        SignedPdf.fill(
            draft(),
            octets ->
                SignerTwice.of(
                    SignedDataBuilder.by(World.AGENCY).detached(ContentDigest.of(octets)).der()));
    Judged.of(file).isRejectedFor("SIGNATURE_DUPLICATED");
  }

  @Test
  void a_value_over_other_bytes_is_refused() {
    byte[] file =
        SignedPdf.fill(
            draft(),
            octets ->
                SignedDataBuilder.by(World.AGENCY)
                    .detached(ContentDigest.of(new byte[octets.length]))
                    .der());
    Judged.of(file).isRejectedFor("CONTENT_CHANGED");
  }

  @Test
  void a_certificate_that_travels_in_the_security_store_is_found() {
    String catalog = SignedPdf.CATALOG.replace("/OCP", "/DSS << /Certs [41 0 R 42 0 R] >> /OCP");
    byte[] draft =
        SignedPdf.draft(catalog, "")
            .put(41, "", World.AGENCY.certificate().der())
            .put(42, "", World.CA.certificate().der())
            .end();
    byte[] file =
        SignedPdf.fill(
            draft,
            octets ->
                SignedDataBuilder.by(World.AGENCY)
                    .withoutCertificates()
                    .detached(ContentDigest.of(octets))
                    .der());
    Judged.of(file).isAccepted();
  }

  @Test
  void receipt_and_status_in_unsigned_attributes_are_evidence() throws Exception {
    byte[] file =
        SignedPdf.fill(
            draft(),
            octets -> {
              SignedData data =
                  SignedDataBuilder.by(World.AGENCY).detached(ContentDigest.of(octets));
              byte[] receipt = {4, 2, '{', '}'};
              byte[] status = {4, 3, 'a', '.', 'b'};
              return data.withUnsignedAttribute(0, AttributeType.HUFU_RECEIPT, receipt)
                  .withUnsignedAttribute(0, AttributeType.HUFU_STATUS_ASSERTION, status)
                  .der();
            });
    assertThat(open(file).signatures().get(0).evidence())
        .containsExactly(
            new Evidence(Evidence.Kind.RECEIPT, "{}".getBytes(StandardCharsets.US_ASCII)),
            new Evidence(
                Evidence.Kind.STATUS_ASSERTION, "a.b".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void evidence_in_our_streams_belongs_to_the_signature_that_it_names() throws Exception {
    byte[] signed = SignedPdf.approved();
    String name = StoredEvidence.key(open(signed).signatures().get(0).stamped());
    Evidence item = new Evidence(Evidence.Kind.RECEIPT, new byte[] {1, 2, 3});
    byte[] mine = withStream(signed, new StoredEvidence(name, item).toJson());
    assertThat(open(mine).signatures().get(0).evidence()).containsExactly(item);
    assertThat(codes(open(mine))).containsExactly("SIGNATURE_INTACT");
    Judged.of(mine).isAccepted();
  }

  @Test
  void evidence_of_no_signature_or_that_cannot_be_read_is_a_notice() throws Exception {
    byte[] signed = SignedPdf.approved();
    Evidence item = new Evidence(Evidence.Kind.RECEIPT, new byte[] {1, 2, 3});
    byte[] other = new StoredEvidence("ab", item).toJson();
    for (byte[] stream : List.of(other, new byte[] {'{'}, new byte[0])) {
      byte[] file = withStream(signed, stream);
      assertThat(open(file).signatures().get(0).evidence()).isEmpty();
      assertThat(codes(open(file))).contains("EVIDENCE_MALFORMED");
      Judged.of(file).isAccepted(); // anybody may add what cannot be read
    }
  }

  private static byte[] withStream(byte[] signed, byte[] stream) {
    return PdfDraft.on(signed)
        .put(1, SignedPdf.CATALOG.replace("/OCP", "/DSS << /HUFU_Evidence [50 0 R] >> /OCP"))
        .put(50, "", stream)
        .end();
  }

  @Test
  void an_electronic_seal_under_a_vendors_name_is_judged_as_a_seal() throws Exception {
    Seal seal =
        new SealBuilder("ES-1", "示例市章")
            .signer(World.AGENCY.certificate())
            .period(World.BORN, World.BORN, World.END)
            .picture(new SealPicture("png", new byte[] {1}, 40, 40))
            .madeBy(World.CA);
    byte[] sealed = seal(seal, octets -> HashAlgorithm.SM3.digest(octets));
    Subject subject = open(sealed);
    assertThat(codes(subject)).containsExactly("SIGNATURE_INTACT");
    assertThat(subject.signatures().get(0).seal()).isNotNull();
    assertThat(codes(open(seal(seal, octets -> new byte[32])))).contains("SIGNED_VALUE_OTHER_DATA");
  }

  private static byte[] seal(Seal seal, SignedPdf.Signer digest) {
    String draft = PdfDraft.latin(draft());
    String vendor = draft.replace("/ETSI.CAdES.detached", "/GM.sm2seal         ");
    return SignedPdf.fill(
        PdfDraft.bytes(vendor),
        octets ->
            SealSignature.sign(
                    seal, new SealedData(World.SIGNED, digest.sign(octets), "pdf"), World.AGENCY)
                .der());
  }
}
