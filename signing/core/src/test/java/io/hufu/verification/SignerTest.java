package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static io.hufu.model.report.Outcome.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.KeyRule;
import io.hufu.model.Licence;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.report.Answer;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignerTest {
  /** Trusts whoever signs as the issuing authority, so that only SIGNER can object. */
  private static TrustList listing(SigningKey... keys) {
    return World.trust(
        contents -> {
          var rules =
              Arrays.stream(keys)
                  .map(key -> World.key(key, KeyUse.LICENCE))
                  .toArray(KeyRule[]::new);
          return contents.authority(World.issuer(a -> a.keys(rules)));
        });
  }

  private static Doc signedBy(SigningKey key) {
    return new Doc().signed(key).with(1, Proofs.crl(), Proofs.rootCrl());
  }

  @Test
  void a_stranger_is_undecided_not_rejected() {
    VerificationReport report = new Desk().judge(signedBy(World.STRANGER));
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.CHAIN_UNTRUSTED, INCONCLUSIVE);
  }

  @Test
  void a_missing_intermediate_is_undecided_and_supplying_it_heals() throws Exception {
    SigningKey alone = World.AGENCY.withChain(List.of(World.AGENCY.certificate()));
    Doc doc = signedBy(alone);
    Reports.expect(
        new Desk().judge(doc), Verdict.UNDECIDED, FindingCode.CHAIN_UNTRUSTED, INCONCLUSIVE);
    Evidence ca = new Evidence(Evidence.Kind.CERTIFICATE, World.CA.certificate().der());
    Reports.accepted(new Desk().supplied(ca).judge(doc));
    Reports.accepted(new Desk().judge(doc.with(1, ca)));
  }

  @Test
  void intermediates_carried_by_another_signature_do_not_count() throws Exception {
    SigningKey alone = World.AGENCY.withChain(List.of(World.AGENCY.certificate()));
    Evidence ca = new Evidence(Evidence.Kind.CERTIFICATE, World.CA.certificate().der());
    Doc doc = signedBy(alone).signed(World.STRANGER).with(2, ca);
    Reports.verdict(new Desk().judge(doc), Verdict.UNDECIDED);
  }

  @Test
  void unused_and_unreadable_certificates_are_a_notice() {
    Evidence unused = new Evidence(Evidence.Kind.CERTIFICATE, World.STRANGER.certificate().der());
    VerificationReport report = new Desk().judge(Doc.good().with(1, unused, Proofs.cut(unused)));
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.EVIDENCE_UNKNOWN, NOTICE);
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.EVIDENCE_MALFORMED, NOTICE);
  }

  @Test
  void certificates_of_the_wrong_purpose_are_rejected() {
    Map<Profile, String> objections =
        Map.of(
            Profile.ENCRYPTION, "keyUsage",
            Profile.TIME_STAMPING, "extendedKeyUsage",
            Profile.CA, "CA");
    objections.forEach(
        (profile, objection) -> {
          SigningKey key = World.issued(profile, "CN=示例机构,C=CN", World.CA, World.BORN, World.END);
          VerificationReport report = new Desk().trust(listing(key)).judge(signedBy(key));
          assertThat(
                  Reports.expect(report, Verdict.REJECTED, FindingCode.KEY_USAGE_WRONG, FAILED)
                      .facts())
              .containsEntry("objection", objection);
        });
  }

  @Test
  void a_certificate_made_by_an_end_entity_is_rejected() throws Exception {
    // The agency's key signs as if it were a CA; the chain shows the certificate that it really
    // has.
    SigningKey pretender =
        World.AGENCY.withChain(
            List.of(
                new CertificateBuilder(
                        Profile.CA,
                        World.AGENCY.certificate().subject(),
                        World.AGENCY.verificationKey())
                    .validity(World.BORN, World.END)
                    .serial(BigInteger.TEN)
                    .signedBy(World.CA)));
    SigningKey made =
        World.issued(Profile.SIGNER, "CN=伪装机构,C=CN", pretender, World.BORN, World.END);
    SigningKey forged =
        made.withChain(
            List.of(made.certificate(), World.AGENCY.certificate(), World.CA.certificate()));
    VerificationReport report = new Desk().trust(listing(forged)).judge(signedBy(forged));
    Reports.expect(report, Verdict.REJECTED, FindingCode.CHAIN_INVALID, FAILED);
  }

  @Test
  void an_expired_certificate_without_proof_is_undecided_and_with_proof_accepted() {
    SigningKey shortLived =
        World.issued(
            Profile.SIGNER, "CN=示例机构,C=CN", World.CA, World.BORN, World.SIGNED.plusSeconds(3600));
    TrustList trust = listing(shortLived);
    Instant then = World.SIGNED.minus(Duration.ofDays(1));
    Doc doc =
        new Doc()
            .signed(shortLived)
            .with(1, Proofs.crl(World.CA, then, list -> list))
            .with(1, Proofs.crl(World.ROOT, then, list -> list));
    VerificationReport without = new Desk().trust(trust).judge(doc);
    Reports.expect(without, Verdict.UNDECIDED, FindingCode.CERT_EXPIRED_NO_PROOF, INCONCLUSIVE);
    doc.with(1, s -> Proofs.stamp(s, World.SIGNED.plusSeconds(60)));
    Reports.expect(
        new Desk().trust(trust).judge(doc), Verdict.ACCEPTED, FindingCode.TIME_PROVEN, PASSED);
  }

  @Test
  void proof_from_after_the_expiry_does_not_help() {
    SigningKey shortLived =
        World.issued(
            Profile.SIGNER, "CN=示例机构,C=CN", World.CA, World.BORN, World.SIGNED.plusSeconds(3600));
    Doc doc = signedBy(shortLived).with(1, s -> Proofs.stamp(s, World.SIGNED.plusSeconds(7200)));
    Reports.expect(
        new Desk().trust(listing(shortLived)).judge(doc),
        Verdict.UNDECIDED,
        FindingCode.CERT_EXPIRED_NO_PROOF,
        INCONCLUSIVE);
  }

  @Test
  void a_certificate_of_the_future_is_undecided() {
    SigningKey early =
        World.issued(
            Profile.SIGNER, "CN=示例机构,C=CN", World.CA, World.NOW.plusSeconds(60), World.END);
    Reports.expect(
        new Desk().trust(listing(early)).judge(signedBy(early)),
        Verdict.UNDECIDED,
        FindingCode.CERT_NOT_YET_VALID,
        INCONCLUSIVE);
  }

  @Test
  void an_algorithm_that_the_policy_does_not_list_is_refused() {
    AcceptancePolicy policy = algorithms(Map.of(SignatureAlgorithm.ES256, World.FAR));
    Reports.expect(
        new Desk().policy(policy).judge(Doc.good()),
        Verdict.REJECTED,
        FindingCode.ALGORITHM_REFUSED,
        FAILED);
  }

  @Test
  void an_algorithm_that_has_ended_is_undecided_without_proof_and_fine_with_older_proof() {
    Instant end = World.NOW.minus(Duration.ofDays(10));
    Desk desk = new Desk().policy(algorithms(Map.of(SignatureAlgorithm.SM2_SM3, end)));
    Reports.expect(
        desk.judge(Doc.good()), Verdict.UNDECIDED, FindingCode.ALGORITHM_REFUSED, INCONCLUSIVE);
    Reports.accepted(desk.judge(Doc.good().with(1, s -> Proofs.stamp(s, World.SIGNED))));
    Reports.expect(
        desk.judge(Doc.good().with(1, s -> Proofs.stamp(s, end.plusSeconds(1)))),
        Verdict.REJECTED,
        FindingCode.ALGORITHM_REFUSED,
        FAILED);
  }

  private static AcceptancePolicy algorithms(Map<SignatureAlgorithm, Instant> algorithms) {
    AcceptancePolicy o = AcceptancePolicy.offline();
    return new AcceptancePolicy(
        "house",
        o.topics(),
        false,
        false,
        false,
        null,
        false,
        Set.of(),
        algorithms,
        Set.of(),
        false);
  }

  @Test
  void a_pilot_list_is_for_pilot_policies_only() {
    TrustList pilot =
        World.trust(c -> c.pilot(true).authority(World.issuer(AuthorityDraft::itself)));
    VerificationReport report = new Desk().trust(pilot).judge(Doc.good());
    Reports.expect(report, Verdict.REJECTED, FindingCode.PILOT_ONLY, FAILED);
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_ACCEPTABLE_HERE);
    assertThat(report.authentic()).isEqualTo(Answer.YES);
    Reports.expect(
        new Desk().trust(pilot).policy(AcceptancePolicy.pilot()).judge(Doc.good()),
        Verdict.ACCEPTED,
        FindingCode.PILOT_ONLY,
        NOTICE);
  }

  @Test
  void a_sample_is_for_pilot_policies_only() {
    Licence l = World.licence();
    Licence sample =
        new Licence(
            l.type(),
            l.name(),
            l.number(),
            l.identifier(),
            l.issuer(),
            l.issuedOn(),
            l.holders(),
            l.areaCode(),
            l.effectiveFrom(),
            l.expiresOn(),
            null,
            true,
            l.items());
    Doc doc = Doc.good().licence(sample);
    Reports.expect(new Desk().judge(doc), Verdict.REJECTED, FindingCode.PILOT_ONLY, FAILED);
    Reports.expect(
        new Desk().policy(AcceptancePolicy.pilot()).judge(doc),
        Verdict.ACCEPTED,
        FindingCode.SAMPLE_MARK,
        NOTICE);
  }

  @Test
  void a_signature_without_certificate_is_undecided() {
    Doc doc = Doc.good();
    var s = doc.signature(1);
    FakeFormat nameless =
        new FakeFormat(
            () -> {
              var subject = doc.subject();
              return new Subject(
                  subject.carrier(),
                  subject.role(),
                  subject.payload(),
                  List.of(
                      new SubjectSignature(
                          1,
                          s.algorithm(),
                          List.of(),
                          s.signedOctetsDigest(),
                          s.value(),
                          s.stamped(),
                          s.claimedAt(),
                          s.evidence())),
                  subject.findings(),
                  false);
            });
    var report = new Desk().judge(nameless, FakeFormat.DOCUMENT);
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.SIGNER_UNKNOWN, INCONCLUSIVE);
    assertThat(report.findings())
        .noneMatch(f -> f.code().equals(FindingCode.CHECK_NOT_INSTALLED.name()));
  }
}
