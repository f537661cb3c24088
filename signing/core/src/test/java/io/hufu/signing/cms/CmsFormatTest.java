package io.hufu.signing.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.Sm2UserId;
import io.hufu.crypto.cms.AttributeType;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.RawCms;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.Proofs;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CMS files by others, as they are handed in. */
class CmsFormatTest {
  private static final byte[] CONTENT = "示例市学位证书".getBytes(StandardCharsets.UTF_8);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static RawCms cms() {
    return new RawCms(World.AGENCY, CONTENT).gm();
  }

  private static SignedData signed() throws Exception {
    return SignedDataBuilder.by(World.AGENCY)
        .signingTime(World.SIGNED)
        .detached(ContentDigest.of(CONTENT));
  }

  private static VerificationReport judge(byte[] file) {
    return new Counter().judge(file);
  }

  private static void assertSays(VerificationReport report, FindingCode code, Outcome outcome) {
    assertThat(Counter.says(report, code, outcome)).as(report.findings().toString()).isTrue();
  }

  @Test
  void a_detached_signature_without_its_content_is_undecided() throws Exception {
    VerificationReport report = judge(cms().detached().der());
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertSays(report, FindingCode.CONTENT_NOT_GIVEN, Outcome.INCONCLUSIVE);
  }

  @Test
  void a_detached_signature_over_other_content_is_rejected() throws Exception {
    VerificationReport report = new Counter().detached(new byte[] {1}).judge(signed().der());
    assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
    assertSays(report, FindingCode.CONTENT_CHANGED, Outcome.FAILED);
  }

  @Test
  void what_is_given_beside_a_signature_over_other_content_is_not_taken_for_signed()
      throws Exception {
    byte[] enveloping = cms().der();
    assertThat(new Counter().detached(CONTENT).judge(enveloping).verdict())
        .isEqualTo(Verdict.ACCEPTED);
    VerificationReport other = new Counter().detached(new byte[] {1}).judge(enveloping);
    assertThat(other.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertSays(other, FindingCode.DETACHED_CONTENT_UNSIGNED, Outcome.INCONCLUSIVE);
    assertThat(other.artefacts()).containsKey("detached");
  }

  @Test
  void cades_with_time_revocation_and_certificates_in_attributes_proves_its_age() throws Exception {
    TimeStampAuthority tsa =
        TimeStampAuthority.inProcess(
            World.TSA, Clock.fixed(World.SIGNED.plusSeconds(60), ZoneOffset.UTC), RANDOM);
    SignedData made =
        SignedDataBuilder.by(World.AGENCY.withChain(List.of(World.AGENCY.certificate())))
            .signingTime(World.SIGNED)
            .detached(ContentDigest.of(CONTENT));
    byte[] value = made.signers().get(0).signature();
    byte[] token = tsa.stamp(HashAlgorithm.SM3, HashAlgorithm.SM3.digest(value)).der();
    SignedData full =
        CmsEvidence.add(
            made,
            0,
            List.of(
                new Evidence(Evidence.Kind.TIME_STAMP, token),
                new Evidence(Evidence.Kind.CERTIFICATE, World.CA.certificate().der()),
                Proofs.crl(),
                Proofs.rootCrl()));
    TrustList publishing = World.trust(contents -> contents, true);
    VerificationReport report = new Counter().trust(publishing).detached(CONTENT).judge(full.der());
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(Verdict.ACCEPTED);
    assertSays(report, FindingCode.TIME_PROVEN, Outcome.PASSED);
    assertSays(report, FindingCode.NOT_REVOKED, Outcome.PASSED);
    assertThat(report.signatures().get(0).claimedAt()).isEqualTo(World.SIGNED);
    VerificationReport bare = new Counter().trust(publishing).detached(CONTENT).judge(made.der());
    assertThat(bare.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertSays(bare, FindingCode.CHAIN_UNTRUSTED, Outcome.INCONCLUSIVE);
  }

  @Test
  void evidence_is_read_back_as_it_was_added() throws Exception {
    List<Evidence> items =
        List.of(
            new Evidence(Evidence.Kind.RECEIPT, new byte[] {'{', '}'}),
            new Evidence(Evidence.Kind.STATUS_ASSERTION, new byte[] {'a', '.', 'b'}),
            new Evidence(Evidence.Kind.CERTIFICATE, World.CA.certificate().der()),
            Proofs.crl());
    byte[] file = new CmsFormat().withEvidence(signed().der(), items);
    Subject subject = new CmsFormat().open(Document.of(file), Limits.DEFAULT);
    assertThat(subject.signatures().get(0).evidence()).isEqualTo(items);
  }

  @Test
  void each_signer_is_a_signature_of_its_own() throws Exception {
    RawCms stranger = new RawCms(World.STRANGER, CONTENT).gm();
    VerificationReport report = judge(cms().and(stranger).der());
    assertThat(report.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.signatures())
        .extracting(signature -> signature.verdict())
        .containsExactlyInAnyOrder(Verdict.ACCEPTED, Verdict.UNDECIDED);
  }

  @Test
  void a_doubled_signer_is_rejected() throws Exception {
    VerificationReport report = judge(cms().copies(2).der());
    assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
    assertSays(report, FindingCode.MALFORMED, Outcome.FAILED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Sm2UserId.class,
      names = {"EMPTY", "ABSENT"})
  void another_sm2_user_id_is_named_and_rejected(Sm2UserId id) throws Exception {
    VerificationReport report = judge(cms().userId(id).der());
    assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
    assertSays(report, FindingCode.SM2_USER_ID_OTHER, Outcome.FAILED);
  }

  @Test
  void sha1_and_unknown_algorithms_are_undecided_and_said() throws Exception {
    VerificationReport weak = judge(cms().digest("1.3.14.3.2.26").der());
    assertThat(weak.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertSays(weak, FindingCode.DIGEST_METHOD_REFUSED, Outcome.INCONCLUSIVE);
    VerificationReport unknown = judge(cms().algorithm("1.2.3").der());
    assertThat(unknown.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertSays(unknown, FindingCode.ALGORITHM_UNKNOWN, Outcome.INCONCLUSIVE);
  }

  @Test
  void a_form_that_is_not_the_standards_is_said() throws Exception {
    VerificationReport report = judge(cms().rawValue().der());
    assertThat(report.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertSays(report, FindingCode.SIGNATURE_FORM, Outcome.NOTICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {AttributeType.EVIDENCE_RECORD_INTERNAL, AttributeType.EVIDENCE_RECORD_EXTERNAL})
  void evidence_records_inside_are_recognised_and_not_checked(String type) throws Exception {
    VerificationReport report = judge(cms().unsigned(type, new byte[] {0x30, 0}).der());
    assertThat(report.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertSays(report, FindingCode.EVIDENCE_RECORD_NOT_CHECKED, Outcome.NOTICE);
  }

  @Test
  void an_evidence_record_alone_is_recognised_and_not_checked() {
    // version 1, SHA-256, an empty sequence of archive time-stamps
    byte[] record = HexFormat.of().parseHex("3014020101300d300b06096086480165030402013000");
    VerificationReport report = judge(record);
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report.carrier()).isEqualTo(Carrier.CMS);
    assertSays(report, FindingCode.EVIDENCE_RECORD_NOT_CHECKED, Outcome.NOTICE);
    assertSays(report, FindingCode.NOT_A_DOCUMENT, Outcome.INCONCLUSIVE);
  }

  @Test
  void a_time_stamp_token_or_a_bag_of_certificates_is_no_document() throws Exception {
    byte[] token =
        TimeStampAuthority.inProcess(World.TSA, Clock.systemUTC(), RANDOM)
            .stamp(HashAlgorithm.SM3, HashAlgorithm.SM3.digest())
            .der();
    assertSays(judge(token), FindingCode.NOT_A_DOCUMENT, Outcome.INCONCLUSIVE);
    assertThat(judge(token).verdict()).isEqualTo(Verdict.UNDECIDED);
    VerificationReport bag = judge(cms().detached().copies(0).der());
    assertSays(bag, FindingCode.NOT_A_DOCUMENT, Outcome.INCONCLUSIVE);
    assertThat(judge(cms().copies(0).der()).verdict()).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void pem_is_read_and_envelopes_are_not() throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(cms().der());
    for (String label : List.of("CMS", "PKCS7")) {
      String pem = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
      assertThat(judge(pem.getBytes(StandardCharsets.US_ASCII)).verdict())
          .isEqualTo(Verdict.ACCEPTED);
    }
    byte[] enveloped = HexFormat.of().parseHex("300f06092a864886f70d010703a0023000");
    VerificationReport report = judge(enveloped);
    assertThat(report.carrier()).isEqualTo(Carrier.CMS);
    assertSays(report, FindingCode.MALFORMED, Outcome.FAILED);
  }

  @Test
  void a_signer_whose_certificate_is_elsewhere_is_found_among_what_is_supplied() throws Exception {
    byte[] bare =
        SignedDataBuilder.by(World.AGENCY).withoutCertificates().enveloping(CONTENT).der();
    VerificationReport alone = judge(bare);
    assertThat(alone.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertSays(alone, FindingCode.NO_SIGNER_CERTIFICATE, Outcome.INCONCLUSIVE);
    Evidence leaf = new Evidence(Evidence.Kind.CERTIFICATE, World.AGENCY.certificate().der());
    Evidence ca = new Evidence(Evidence.Kind.CERTIFICATE, World.CA.certificate().der());
    assertThat(new Counter().supplied(leaf, ca).judge(bare).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void limits_are_findings() throws Exception {
    byte[] file = cms().der();
    Limits limits = Limits.DEFAULT;
    Limits small =
        new Limits(
            limits.document(),
            file.length - 1L,
            limits.archiveEntries(),
            limits.archiveEntry(),
            limits.expansion(),
            limits.xmlDepth(),
            limits.signatures(),
            limits.chain(),
            limits.statusList());
    Subject subject = new CmsFormat().open(Document.of(file), small);
    assertThat(subject.findings())
        .extracting(finding -> finding.code())
        .containsExactly(FindingCode.LIMIT_EXCEEDED.name());
  }

  @Test
  void nothing_is_issued_as_cms() {
    assertThat(new CmsFormat().seals()).isFalse();
    assertThatThrownBy(() -> new CmsFormat().seal(null, null))
        .isInstanceOf(CannotSealException.class);
  }

  @Test
  void a_countersignature_is_said() throws Exception {
    SignedData first = signed();
    byte[] value = first.signers().get(0).signature();
    byte[] good = new RawCms(World.AGENCY, value).withoutAttributes().signerInfoDer();
    byte[] bad = new RawCms(World.AGENCY, CONTENT).withoutAttributes().signerInfoDer();
    SignedData both =
        first
            .withUnsignedAttribute(0, AttributeType.COUNTERSIGNATURE, good)
            .withUnsignedAttribute(0, AttributeType.COUNTERSIGNATURE, bad);
    VerificationReport report = new Counter().detached(CONTENT).judge(both.der());
    assertThat(report.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertSays(report, FindingCode.COUNTER_SIGNATURE_INTACT, Outcome.NOTICE);
    assertSays(report, FindingCode.COUNTER_SIGNATURE_INVALID, Outcome.NOTICE);
  }
}
