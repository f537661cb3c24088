package io.hufu.signing.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CrlBuilder;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.Issuer;
import io.hufu.signing.SealedLicence;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One licence, issued and judged for real: what its bytes, bent or rearranged, can come to. */
class XmlVerdictTest {
  private static final Clock CLOCK = Clock.fixed(World.SIGNED, ZoneOffset.UTC);
  private static SealedLicence licence;
  private static Verifier verifier;
  private static VerificationReport good;

  @BeforeAll
  static void issueAndAccept() throws Exception {
    licence =
        Issuer.builder()
            .key(World.AGENCY)
            .clock(CLOCK)
            .evidence(List.of(crl(World.CA), crl(World.ROOT)))
            .timeStamps(TimeStampAuthority.inProcess(World.TSA, CLOCK, new SecureRandom()))
            .build()
            .issue(World.licence(), XmlFormat.instance());
    verifier = verifier(AcceptancePolicy.offline());
    good = verifier.verify(licence.bytes());
  }

  private static Verifier verifier(AcceptancePolicy policy) {
    return Verifier.builder().trust(World.trust()).policy(policy).clock(CLOCK).build();
  }

  private static Evidence crl(SigningKey ca) throws Exception {
    CrlBuilder list =
        new CrlBuilder(World.SIGNED.minusSeconds(60), World.SIGNED.plus(Duration.ofDays(30)), 1);
    return new Evidence(Kind.CRL, list.signedBy(ca).der());
  }

  @Test
  void the_licence_is_accepted_with_its_evidence() {
    assertThat(good.verdict()).as(good.findings().toString()).isEqualTo(Verdict.ACCEPTED);
    assertThat(good.findings()).extracting(Finding::code).contains("TIME_PROVEN", "NOT_REVOKED");
    assertThat(good.acceptedLicence().orElseThrow().toJson()).isEqualTo(World.licence().toJson());
  }

  @Test
  void a_flipped_bit_leaves_the_report_or_loses_the_acceptance() {
    assertFlips(29, 1);
  }

  @Test
  @Tag("soak")
  void all_bits_of_all_bytes_leave_the_report_or_lose_the_acceptance() {
    assertFlips(1, 8);
  }

  private static void assertFlips(int step, int bitsPerByte) {
    byte[] file = licence.bytes();
    long accepted =
        IntStream.range(0, file.length / step * bitsPerByte)
            .parallel()
            .filter(
                i -> {
                  int index = i / bitsPerByte * step;
                  byte[] bad = file.clone();
                  bad[index] ^= (byte) (1 << ((index + i) % 8));
                  VerificationReport report = verifier.verify(bad);
                  if (report.verdict() == Verdict.ACCEPTED) {
                    assertSame(report, "byte " + index);
                    return true;
                  }
                  return false;
                })
            .count();
    // The time-stamp is not required by the policy: flips there must be acceptable.
    assertThat(accepted).isPositive();
  }

  /** The same but for the digest of the input and what is said of the time-stamp. */
  private static void assertSame(VerificationReport report, String where) {
    assertThat(report.licence()).as(where).isEqualTo(good.licence());
    assertThat(report.role()).as(where).isEqualTo(good.role());
    assertThat(about(report)).as(where).isEqualTo(about(good));
    assertThat(report.signatures().get(0).signer())
        .as(where)
        .isEqualTo(good.signatures().get(0).signer());
  }

  private static List<Finding> about(VerificationReport report) {
    return report.findings().stream()
        .filter(f -> f.topic() != Topic.TIME && !f.code().startsWith("EVIDENCE_"))
        .toList();
  }

  @Test
  void a_wrapped_licence_is_rejected_as_not_authentic() {
    String file = new String(licence.bytes(), StandardCharsets.UTF_8);
    VerificationReport report =
        verifier.verify(("<x>" + file + "</x>").getBytes(StandardCharsets.UTF_8));
    assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_AUTHENTIC);
    assertThat(report.findings())
        .extracting(Finding::code)
        .contains(FindingCode.XML_LICENCE_MISPLACED.name());
  }

  @Test
  void a_countersignature_neither_helps_nor_harms() throws Exception {
    byte[] more =
        XmlFormat.instance().withCounterSignature(licence.bytes(), World.STRANGER, World.SIGNED);
    VerificationReport report = verifier.verify(more);
    assertThat(report.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.findings()).extracting(Finding::code).contains("COUNTER_SIGNATURE_INTACT");
    String broken =
        new String(more, StandardCharsets.UTF_8)
            .replace("Id=\"counter-1-signature-value\">", "Id=\"counter-1-signature-value\">AA");
    VerificationReport other = verifier.verify(broken.getBytes(StandardCharsets.UTF_8));
    assertThat(other.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(other.findings()).extracting(Finding::code).contains("COUNTER_SIGNATURE_INVALID");
    // Nothing of a licence whose own signature is broken is saved by an approver.
    String forged =
        new String(more, StandardCharsets.UTF_8).replace("<role>DATA", "<role>ORIGINAL");
    assertThat(verifier.verify(forged.getBytes(StandardCharsets.UTF_8)).verdict())
        .isEqualTo(Verdict.REJECTED);
  }

  @Test
  void foreign_xml_is_at_best_a_document() throws Exception {
    byte[] file =
        Forge.of("<order>x</order>")
            .over(new Forge.Ref("", Names.ENVELOPED, Names.EXCLUSIVE))
            .sign();
    VerificationReport report = verifier(AcceptancePolicy.signatureOnly()).verify(file);
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED); // the signer is not trusted
    assertThat(report.findings()).extracting(Finding::code).contains("SIGNATURE_INTACT");
    assertThat(verifier.verify(file).findings())
        .extracting(Finding::code)
        .contains("NO_STRUCTURED_DATA");
    assertThat(verifier.verify("<order>x</order>".getBytes(StandardCharsets.UTF_8)).verdict())
        .isEqualTo(Verdict.REJECTED);
  }
}
