package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningDevice;
import io.hufu.crypto.SigningInput;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.Proofs;
import io.hufu.verification.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time-stamps, other evidence, second seals, seal servers, seals that were withdrawn. */
class OfdEvidenceTest {
  private static final SealedLicence GOOD =
      OfdDesk.seal(OfdFormat.sealedWith(OfdDesk.agencySeal()), World.AGENCY);

  private static SubjectSignature signature(byte[] file) throws Exception {
    return new OfdFormat().open(Document.of(file), Limits.DEFAULT).signatures().get(0);
  }

  private static byte[] stamped(SealedLicence licence, Instant at, SigningKey tsa)
      throws Exception {
    Evidence stamp = Proofs.stamp(signature(licence.bytes()), at, tsa);
    return licence.withEvidence(new OfdFormat(), List.of(stamp)).bytes();
  }

  @Test
  void a_time_stamp_goes_into_the_seal_signature_and_proves_the_time() throws Exception {
    byte[] file = stamped(GOOD, World.SIGNED.plusSeconds(60), World.TSA);
    SealSignature value = SealSignature.parse(Tampering.entries(file).get(Sealed.VALUE));
    assertThat(value.timeStamp()).isPresent();
    assertThat(signature(file).evidence()).hasSize(1);
    VerificationReport report = OfdDesk.judge(file, AcceptancePolicy.archive());
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    VerificationReport without = OfdDesk.judge(GOOD.bytes(), AcceptancePolicy.archive());
    assertThat(without.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void a_bad_time_stamp_counts_for_nothing_and_turns_nothing_red() throws Exception {
    Evidence other =
        Proofs.stamp(
            signature(
                OfdDesk.seal(OfdFormat.sealedWith(OfdDesk.agencySeal()), World.AGENCY).bytes()),
            World.SIGNED);
    byte[] borrowed = GOOD.withEvidence(new OfdFormat(), List.of(other)).bytes();
    SigningKey strange =
        World.issued(
            Profile.TIME_STAMPING,
            "CN=陌生时间戳",
            World.root("CN=陌生根", World.FAR),
            World.BORN,
            World.FAR);
    byte[] strangers = stamped(GOOD, World.SIGNED, strange);
    byte[] garbage =
        GOOD.withEvidence(
                new OfdFormat(),
                List.of(new Evidence(Evidence.Kind.TIME_STAMP, new byte[] {0x30, 0, 1})))
            .bytes();
    for (byte[] file : List.of(borrowed, strangers, garbage)) {
      assertThat(OfdDesk.judge(file).verdict()).isEqualTo(Verdict.ACCEPTED);
      assertThat(OfdDesk.judge(file, AcceptancePolicy.archive()).verdict())
          .isEqualTo(Verdict.UNDECIDED);
    }
  }

  @Test
  void evidence_is_declared_among_the_signed_attachments() throws Exception {
    String attachments = Tampering.text(GOOD.bytes(), "Doc_0/Attachs/Attachments.xml");
    assertThat(attachments).contains("/" + Tampering.SIGN + EvidenceFile.NAME);
    byte[] unreadable =
        Tampering.with(GOOD.bytes(), Tampering.SIGN + EvidenceFile.NAME, new byte[] {'{'});
    VerificationReport report = OfdDesk.judge(unreadable);
    assertThat(report.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(OfdDesk.describe(report)).contains("NOTICE EVIDENCE_UNKNOWN");
  }

  @Test
  void a_second_seal_covers_the_first_ones_time_stamp() throws Exception {
    byte[] file = stamped(Sealed.OPEN, World.SIGNED.plusSeconds(60), World.TSA);
    SealedLicence stampedOpen =
        new SealedLicence(
            Sealed.OPEN.carrier(),
            Sealed.OPEN.payload(),
            file,
            Sealed.OPEN.signedOctetsDigest(),
            Sealed.OPEN.value(),
            Sealed.OPEN.stamped(),
            Sealed.OPEN.signer(),
            List.of());
    SealedLicence both =
        OfdFormat.sealedWith(Seals.of(World.STATUS))
            .approve(stampedOpen, World.STATUS, World.SIGNED.plus(Duration.ofHours(1)));
    VerificationReport report = OfdDesk.judge(both.bytes());
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.signatures()).hasSize(2);
    byte[] value = Tampering.entries(Sealed.OPEN.bytes()).get(Sealed.VALUE);
    OfdDesk.refused(Tampering.with(both.bytes(), Sealed.VALUE, value), FindingCode.CONTENT_CHANGED);
    assertThatThrownBy(
            () ->
                OfdFormat.sealedWith(Seals.of(World.STATUS))
                    .approve(both, World.STATUS, World.SIGNED))
        .isInstanceOf(CannotSealException.class)
        .hasMessageContaining("closed the list");
  }

  /** What a seal server does: it gets the input in the form it asks for, and returns a value. */
  private static SigningKey device(SigningKey behind, boolean faulty) throws Exception {
    return SigningKey.onDevice(
        new SigningDevice() {
          @Override
          public byte[] publicKey() {
            return behind.certificate().spki();
          }

          @Override
          public byte[] sign(SigningInput input) throws KeyUnavailableException {
            assertThat(input.digest()).hasSize(32);
            byte[] value = behind.sign(input.message());
            value[5] ^= (byte) (faulty ? 1 : 0);
            return value;
          }
        },
        behind.chain());
  }

  @Test
  void a_seal_server_seals_through_the_device_port() throws Exception {
    OfdFormat format = OfdFormat.sealedWith(OfdDesk.agencySeal());
    SealedLicence sealed = OfdDesk.seal(format, device(World.AGENCY, false));
    assertThat(OfdDesk.judge(sealed.bytes()).verdict()).isEqualTo(Verdict.ACCEPTED);
    SigningKey broken = device(World.AGENCY, true);
    assertThatThrownBy(() -> OfdDesk.seal(format, broken))
        .hasRootCauseInstanceOf(KeyUnavailableException.class);
  }

  @Test
  void a_seal_that_the_list_calls_invalid_is_refused() {
    Instant before = World.SIGNED.minus(Duration.ofDays(1));
    TrustList trust =
        OfdDesk.trust(
            authority ->
                authority.seals(new TrustList.Seal("99010000000001", "公章", "示例市印", before)));
    VerificationReport report = OfdDesk.judge(GOOD.bytes(), trust);
    assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(OfdDesk.describe(report)).contains("SEAL_INVALIDATED");
  }
}
