package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import io.hufu.model.LicencePayload;
import io.hufu.model.Role;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.ServiceUnavailableException;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.Proofs;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence, approvers and archives of our own licences, judged as another agency would. */
class PdfPreservationTest {
  private static final PdfFormat FORMAT = PdfFormat.instance();
  private static final Instant STAMPED = World.SIGNED.plusSeconds(60);
  private static final Duration DAY = Duration.ofDays(1);

  private static SealedLicence sealed(PdfFormat format, SigningKey key) throws Exception {
    LicencePayload payload =
        new LicencePayload(
            World.licence(),
            HashAlgorithm.SM3,
            new byte[32],
            World.PLACE,
            Role.ORIGINAL,
            null,
            World.SIGNED);
    return format.seal(
        payload, new SealingContext(key, PdfDesk.type("food-operation"), new SecureRandom()));
  }

  private static SealedLicence sealed(PdfFormat format) throws Exception {
    return sealed(format, World.AGENCY);
  }

  private static SubjectSignature signature(byte[] file) throws IOException {
    return FORMAT.open(Document.of(file), Limits.DEFAULT).signatures().get(0);
  }

  /** Everything that an issuer collects. */
  private static List<Evidence> evidence(byte[] file) throws Exception {
    SubjectSignature signature = signature(file);
    return List.of(
        Proofs.crl(),
        Proofs.rootCrl(),
        Proofs.status(Proofs.valid()),
        Proofs.stamp(signature, STAMPED),
        Proofs.witnessed(signature, STAMPED));
  }

  private static TimeStampAuthority authority(Instant time) {
    return TimeStampAuthority.inProcess(
        World.TSA, Clock.fixed(time, ZoneOffset.UTC), new SecureRandom());
  }

  private static VerificationReport judge(byte[] file, AcceptancePolicy policy) {
    return Verifier.builder()
        .trust(World.trust())
        .policy(policy)
        .formats(List.of(FORMAT))
        .clock(Clock.fixed(World.NOW, ZoneOffset.UTC))
        .build()
        .verify(file);
  }

  private static VerificationReport accepted(byte[] file) {
    return accepted(file, AcceptancePolicy.strict());
  }

  private static VerificationReport accepted(byte[] file, AcceptancePolicy policy) {
    VerificationReport report = judge(file, policy);
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(Verdict.ACCEPTED);
    return report;
  }

  private static List<String> codes(VerificationReport report) {
    return report.findings().stream().map(Finding::code).toList();
  }

  private static List<Kind> kinds(byte[] file) throws IOException {
    return signature(file).evidence().stream().map(Evidence::kind).sorted().toList();
  }

  @Test
  void a_licence_with_its_evidence_is_accepted_under_the_strict_preset() throws Exception {
    SealedLicence licence = sealed(FORMAT);
    byte[] file = FORMAT.withEvidence(licence.bytes(), evidence(licence.bytes()));
    VerificationReport report = accepted(file);
    assertThat(report.signatures().get(0).provenAt()).isEqualTo(STAMPED);
    assertThat(file).hasSizeGreaterThan(licence.bytes().length);
    assertThat(FORMAT.withEvidence(licence.bytes(), List.of(evidence(file).get(3))))
        .as("what has room in the signature changes no length")
        .hasSameSizeAs(licence.bytes());
  }

  @Test
  void evidence_that_is_there_already_is_not_added_twice() throws Exception {
    byte[] file = sealed(FORMAT).bytes();
    List<Evidence> lists = List.of(Proofs.crl(), Proofs.rootCrl());
    byte[] once = FORMAT.withEvidence(file, lists);
    assertThat(FORMAT.withEvidence(once, lists)).isEqualTo(once);
  }

  @Test
  void what_has_no_room_in_the_signature_goes_into_a_stream_and_is_found_there() throws Exception {
    byte[] file = sealed(FORMAT).bytes();
    Evidence large = new Evidence(Kind.RECEIPT, new byte[PdfSealer.ROOM_FOR_EVIDENCE + 1]);
    Evidence small = new Evidence(Kind.RECEIPT, new byte[] {1});
    byte[] both = FORMAT.withEvidence(file, List.of(large, small));
    assertThat(signature(both).evidence()).containsExactly(small, large);
    byte[] again = FORMAT.withEvidence(both, List.of(Proofs.stamp(signature(file), STAMPED)));
    assertThat(signature(again).evidence()).hasSize(3).contains(small, large);
    assertThat(again).hasSameSizeAs(both);
  }

  @Test
  void an_archived_licence_takes_no_more_evidence_but_can_be_archived_anew() throws Exception {
    SealedLicence licence = sealed(FORMAT);
    List<Evidence> all = evidence(licence.bytes());
    byte[] archived = FORMAT.archive(licence.bytes(), all.subList(0, 2), authority(STAMPED));
    assertThatThrownBy(() -> FORMAT.withEvidence(archived, all))
        .isInstanceOf(EvidenceFrozenException.class);
    Instant later = STAMPED.plus(DAY);
    byte[] renewed = FORMAT.archive(archived, all.subList(2, 5), authority(later));
    assertThat(kinds(renewed))
        .containsExactly(Kind.TIME_STAMP, Kind.RECEIPT, Kind.STATUS_ASSERTION, Kind.CRL, Kind.CRL);
    VerificationReport report = accepted(renewed);
    assertThat(report.signatures().get(0).provenAt()).isEqualTo(STAMPED);
    byte[] twice = FORMAT.archive(renewed, List.of(), authority(later.plus(DAY)));
    assertThat(codes(accepted(twice))).doesNotContain(FindingCode.EVIDENCE_MALFORMED.name());
    assertThat(java.util.Arrays.copyOf(twice, renewed.length)).isEqualTo(renewed);
  }

  @Test
  void an_authority_that_fails_leaves_no_file() throws Exception {
    byte[] file = sealed(FORMAT).bytes();
    TimeStampAuthority silent =
        (hash, digest) -> {
          throw new IOException("no answer");
        };
    assertThatThrownBy(() -> FORMAT.archive(file, List.of(), silent))
        .isInstanceOf(ServiceUnavailableException.class)
        .hasMessageContaining("no answer");
  }

  @Test
  void an_approver_signs_once_in_the_field_that_was_left_and_gets_evidence_of_his_own()
      throws Exception {
    SealedLicence licence = sealed(FORMAT.withApproverField());
    SealedLicence kept = licence.withEvidence(FORMAT, evidence(licence.bytes()));
    SealedLicence approved = FORMAT.approve(kept, World.AGENCY, STAMPED);
    SubjectSignature second =
        FORMAT.open(Document.of(approved.bytes()), Limits.DEFAULT).signatures().get(1);
    assertThat(second.stamped()).isEqualTo(approved.stamped());
    Evidence stamp = Proofs.stamp(second, STAMPED);
    byte[] complete = approved.withEvidence(FORMAT, List.of(stamp)).bytes();
    VerificationReport report = accepted(complete, AcceptancePolicy.offline());
    assertThat(report.signatures()).hasSize(2);
    assertThat(report.signatures().get(1).provenAt()).isEqualTo(STAMPED);
    assertThat(complete).hasSameSizeAs(approved.bytes());
    assertThatThrownBy(() -> FORMAT.approve(approved, World.AGENCY, STAMPED))
        .isInstanceOfSatisfying(
            CannotSealException.class,
            e -> assertThat(e.code()).isEqualTo("APPROVER_FIELD_MISSING"));
  }

  @Test
  void no_approver_signs_where_no_field_was_left() throws Exception {
    SealedLicence licence = sealed(FORMAT);
    assertThatThrownBy(() -> FORMAT.approve(licence, World.AGENCY, STAMPED))
        .isInstanceOf(CannotSealException.class);
  }

  @Test
  void a_visible_seal_is_compared_with_the_data_like_one_on_the_page() throws Exception {
    SealedLicence licence = sealed(FORMAT.visible().withApproverField());
    byte[] file = FORMAT.withEvidence(licence.bytes(), evidence(licence.bytes()));
    assertThat(codes(accepted(file)))
        .doesNotContain(FindingCode.PAGE_NOT_COMPARED.name(), FindingCode.DATA_MISMATCH.name());
  }
}
