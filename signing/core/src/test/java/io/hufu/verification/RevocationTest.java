package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.OcspResponder;
import io.hufu.crypto.pki.OcspResponse;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The time model of verification.md, row by row. */
class RevocationTest {
  private static final int UNSPECIFIED = 0;
  private static final int KEY_COMPROMISE = 1;
  private static final Instant REVOKED = World.SIGNED.plus(Duration.ofDays(30));

  private static Doc doc() {
    return new Doc().signed(World.AGENCY).with(1, Proofs.rootCrl());
  }

  private static Doc revoked() {
    return doc().with(1, Proofs.revoking(World.AGENCY, REVOKED, UNSPECIFIED));
  }

  @Test
  void no_information_is_undecided() {
    VerificationReport report = new Desk().judge(doc());
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.REVOCATION_UNAVAILABLE, INCONCLUSIVE);
    Reports.without(report, FindingCode.CERT_REVOKED);
  }

  @Test
  void every_certificate_but_the_anchor_needs_information() {
    Doc doc = new Doc().signed(World.AGENCY).with(1, Proofs.crl());
    VerificationReport report = new Desk().judge(doc);
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.REVOCATION_UNAVAILABLE, INCONCLUSIVE);
  }

  @Test
  void a_list_that_is_out_of_date_is_no_information() {
    Instant old = World.NOW.minus(Duration.ofDays(40));
    Doc doc = doc().with(1, Proofs.crl(World.CA, old, list -> list));
    Reports.expect(
        new Desk().judge(doc), Verdict.UNDECIDED, FindingCode.REVOCATION_UNAVAILABLE, INCONCLUSIVE);
  }

  @Test
  void a_list_of_the_time_of_signing_serves_a_signature_that_is_proven() {
    Instant then = World.SIGNED.minus(Duration.ofDays(1));
    Doc doc =
        new Doc()
            .signed(World.AGENCY)
            .with(1, Proofs.crl(World.CA, then, list -> list))
            .with(1, Proofs.crl(World.ROOT, then, list -> list))
            .with(1, s -> Proofs.witnessed(s, World.SIGNED.plusSeconds(30)));
    Reports.accepted(new Desk().judge(doc));
  }

  @Test
  void a_list_from_after_the_expiry_says_nothing_of_a_certificate() {
    SigningKey shortLived =
        World.issued(
            Profile.SIGNER, "CN=示例机构,C=CN", World.CA, World.BORN, World.SIGNED.plusSeconds(3600));
    TrustList trust = listing(shortLived);
    Doc doc =
        new Doc()
            .signed(shortLived)
            .with(1, Proofs.crl(), Proofs.rootCrl()) // both of yesterday, months after the expiry
            .with(1, s -> Proofs.stamp(s, World.SIGNED.plusSeconds(60)));
    Reports.expect(
        new Desk().trust(trust).judge(doc),
        Verdict.UNDECIDED,
        FindingCode.REVOCATION_UNAVAILABLE,
        INCONCLUSIVE);
  }

  private static TrustList listing(SigningKey signer) {
    return World.trust(
        contents ->
            contents.authority(World.issuer(a -> a.keys(World.key(signer, KeyUse.LICENCE)))));
  }

  @Test
  void revoked_now_without_proof_is_undecided() {
    VerificationReport report = new Desk().judge(revoked());
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.CERT_REVOKED_NO_PROOF, INCONCLUSIVE);
  }

  @Test
  void revoked_after_the_proof_is_accepted() {
    Doc doc = revoked().with(1, s -> Proofs.stamp(s, REVOKED.minusSeconds(1)));
    Reports.expect(new Desk().judge(doc), Verdict.ACCEPTED, FindingCode.NOT_REVOKED, PASSED);
  }

  @Test
  void revoked_before_the_proof_is_rejected() {
    Doc doc = revoked().with(1, s -> Proofs.stamp(s, REVOKED));
    Reports.expect(new Desk().judge(doc), Verdict.REJECTED, FindingCode.CERT_REVOKED, FAILED);
  }

  @Test
  void a_compromise_before_the_proof_is_rejected_though_the_revocation_came_later() {
    Instant compromised = World.SIGNED.minus(Duration.ofDays(1));
    Evidence list =
        Proofs.crl(
            World.CA,
            World.NOW.minus(Duration.ofHours(2)),
            l ->
                l.revoke(
                    World.AGENCY.certificate().serial(), REVOKED, KEY_COMPROMISE, compromised));
    Doc doc = doc().with(1, list).with(1, s -> Proofs.stamp(s, World.SIGNED));
    Reports.expect(new Desk().judge(doc), Verdict.REJECTED, FindingCode.KEY_COMPROMISED, FAILED);
  }

  @Test
  void the_newest_word_counts() {
    Doc doc = revoked().with(1, Proofs.crl()); // the list that revokes is newer
    Reports.expect(
        new Desk().judge(doc), Verdict.UNDECIDED, FindingCode.CERT_REVOKED_NO_PROOF, INCONCLUSIVE);
  }

  @Test
  void what_was_not_known_at_the_time_asked_does_not_count() {
    Doc doc = revoked().with(1, Proofs.crl()).with(1, Proofs.rootCrl());
    Instant before = World.NOW.minus(Duration.ofHours(12)); // after crl(), before the revocation
    Reports.accepted(new Desk().now(before).judge(doc));
  }

  @Test
  void a_list_by_somebody_else_says_nothing() {
    SigningKey namesake = World.root(World.CA.certificate().subject(), World.FAR);
    Evidence bogus =
        Proofs.crl(
            namesake,
            World.NOW.minus(Duration.ofHours(1)),
            list -> list.revoke(World.AGENCY.certificate().serial(), World.SIGNED, UNSPECIFIED));
    Reports.accepted(new Desk().judge(Doc.good().with(1, bogus)));
    Reports.verdict(new Desk().judge(doc().with(1, bogus)), Verdict.UNDECIDED);
  }

  @Test
  void lists_carried_by_another_signature_do_not_count() {
    Doc doc = doc().signed(World.STRANGER).with(2, Proofs.crl());
    Reports.verdict(new Desk().judge(doc), Verdict.UNDECIDED);
  }

  @Test
  void a_list_given_beside_the_document_counts() {
    Reports.accepted(new Desk().supplied(Proofs.crl()).judge(doc()));
  }

  @Test
  void an_anchor_that_publishes_nothing_asks_for_nothing() {
    TrustList trust =
        World.trust(contents -> contents.authority(World.issuer(AuthorityDraft::itself)), false);
    VerificationReport report = new Desk().trust(trust).judge(new Doc().signed(World.AGENCY));
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.REVOCATION_NOT_PUBLISHED, PASSED);
  }

  @Test
  void an_ocsp_answer_counts() throws Exception {
    Crl list = Crl.parse(Proofs.crl().bytes());
    Evidence good = ocsp(list);
    Reports.accepted(new Desk().judge(doc().with(1, good)));
    Evidence bad = ocsp(Crl.parse(Proofs.revoking(World.AGENCY, REVOKED, UNSPECIFIED).bytes()));
    Reports.expect(
        new Desk().judge(doc().with(1, bad)),
        Verdict.UNDECIDED,
        FindingCode.CERT_REVOKED_NO_PROOF,
        INCONCLUSIVE);
  }

  private static Evidence ocsp(Crl list) throws MalformedDataException {
    Clock clock = Clock.fixed(World.NOW.minusSeconds(60), ZoneOffset.UTC);
    OcspResponder responder =
        new OcspResponder(World.CA, World.CA.certificate(), () -> list, clock);
    byte[] answer =
        responder.respond(OcspResponse.request(World.AGENCY.certificate(), World.CA.certificate()));
    return new Evidence(Evidence.Kind.OCSP, answer);
  }

  @Test
  void a_revoked_ca_counts_like_a_revoked_leaf() {
    Evidence list =
        Proofs.crl(
            World.ROOT,
            World.NOW.minus(Duration.ofHours(2)),
            l -> l.revoke(World.CA.certificate().serial(), REVOKED, KEY_COMPROMISE));
    Doc doc = new Doc().signed(World.AGENCY).with(1, Proofs.crl(), list);
    Reports.expect(
        new Desk().judge(doc), Verdict.UNDECIDED, FindingCode.CERT_REVOKED_NO_PROOF, INCONCLUSIVE);
  }

  @Test
  void an_anchor_for_another_use_is_no_anchor_for_licences() {
    SigningKey root = World.root("CN=另一根,C=CN", World.FAR);
    SigningKey leaf = World.issued(Profile.SIGNER, "CN=示例机构,C=CN", root, World.BORN, World.END);
    TrustList trust =
        World.trust(
            c ->
                c.anchor(World.anchor(root, false, TrustAnchor.Use.STATUS))
                    .authority(World.issuer(a -> a.keys(World.key(leaf, KeyUse.LICENCE)))));
    Reports.expect(
        new Desk().trust(trust).judge(new Doc().signed(leaf)),
        Verdict.UNDECIDED,
        FindingCode.CHAIN_UNTRUSTED,
        INCONCLUSIVE);
  }
}
