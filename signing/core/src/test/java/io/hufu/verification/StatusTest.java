package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusReference;
import io.hufu.model.StatusValue;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final Instant HOUR_AGO = World.NOW.minus(Duration.ofHours(1));
  private static final Instant DECIDED = Instant.parse("2026-09-10T03:00:00Z");

  private static Doc doc() {
    return Doc.good().place();
  }

  private static Entry suspended(Instant from) {
    return Entry.of(StatusValue.SUSPENDED, from, DECIDED);
  }

  private static Entry ended(StatusValue.EndKind kind, Instant from) {
    return new Entry(StatusValue.ENDED, kind, from, DECIDED, "示市监撤〔2026〕3号", null);
  }

  @Test
  void a_valid_status_is_accepted_and_both_times_are_told() {
    VerificationReport report = new Desk().judge(doc().with(1, Proofs.status(Proofs.valid())));
    Finding finding = Reports.expect(report, Verdict.ACCEPTED, FindingCode.STATUS_VALID, PASSED);
    assertThat(finding.facts())
        .containsKeys("effectiveFrom", "recordedAt", "thisUpdate", "nextUpdate");
  }

  @Test
  void a_reference_without_a_status_is_undecided() {
    Reports.expect(
        new Desk().judge(doc()), Verdict.UNDECIDED, FindingCode.STATUS_UNAVAILABLE, INCONCLUSIVE);
  }

  @Test
  void a_status_given_beside_the_document_counts() {
    Reports.accepted(new Desk().supplied(Proofs.status(Proofs.valid())).judge(doc()));
  }

  @Test
  void the_status_of_another_licence_does_not_count() {
    StatusReference other = new StatusReference(World.PLACE.list(), 43);
    Evidence item = Proofs.status(other, HOUR_AGO, World.STATUS, Proofs.valid());
    Reports.expect(
        new Desk().judge(doc().with(1, item)),
        Verdict.UNDECIDED,
        FindingCode.STATUS_OTHER_LICENCE,
        FAILED);
    VerificationReport supplied = new Desk().supplied(item).judge(doc());
    Reports.without(supplied, FindingCode.STATUS_OTHER_LICENCE);
    Finding missing =
        Reports.expect(supplied, Verdict.UNDECIDED, FindingCode.STATUS_UNAVAILABLE, INCONCLUSIVE);
    assertThat(missing.facts()).containsEntry("unrelated", "1");
  }

  @Test
  void only_a_listed_status_key_of_the_issuer_may_speak() {
    for (SigningKey key : new SigningKey[] {World.AGENCY, World.CA}) {
      Evidence item = Proofs.status(World.PLACE, HOUR_AGO, key, Proofs.valid());
      VerificationReport report = new Desk().judge(doc().with(1, item));
      Reports.expect(report, Verdict.UNDECIDED, FindingCode.STATUS_OTHER_ISSUER, FAILED);
    }
    Evidence strange = Proofs.status(World.PLACE, HOUR_AGO, World.STRANGER, Proofs.valid());
    Reports.expect(
        new Desk().judge(doc().with(1, strange)),
        Verdict.UNDECIDED,
        FindingCode.STATUS_EVIDENCE_INVALID,
        FAILED);
  }

  @Test
  void a_bogus_status_does_not_turn_a_good_licence_red() {
    Evidence bogus =
        Proofs.status(
            World.PLACE, World.NOW, World.STRANGER, ended(StatusValue.EndKind.FORFEITED, DECIDED));
    Doc doc = doc().with(1, bogus, Proofs.status(Proofs.valid()), Proofs.cut(bogus));
    Reports.accepted(new Desk().judge(doc));
  }

  @Test
  void a_status_by_a_revoked_key_does_not_count() {
    Doc doc =
        new Doc()
            .signed(World.AGENCY)
            .place()
            .with(1, Proofs.rootCrl(), Proofs.status(Proofs.valid()))
            .with(1, Proofs.revoking(World.STATUS, World.SIGNED, 1));
    Reports.expect(
        new Desk().judge(doc), Verdict.UNDECIDED, FindingCode.STATUS_EVIDENCE_INVALID, FAILED);
  }

  @Test
  void a_status_carried_by_another_signature_does_not_count() {
    Doc doc = doc().signed(World.STRANGER).with(2, Proofs.status(Proofs.valid()));
    Reports.verdict(new Desk().judge(doc), Verdict.UNDECIDED);
  }

  @Test
  void suspended_ended_and_superseded_are_not_in_force() {
    expectEnd(FindingCode.LICENCE_SUSPENDED, suspended(DECIDED));
    expectEnd(FindingCode.LICENCE_ENDED, ended(StatusValue.EndKind.FORFEITED, DECIDED));
    expectEnd(
        FindingCode.LICENCE_SUPERSEDED,
        new Entry(
            StatusValue.SUPERSEDED, null, DECIDED, DECIDED, null, World.licence().identifier()));
    expectEnd(
        FindingCode.LICENCE_NOT_YET_VALID, Entry.of(StatusValue.NOT_ACTIVE, DECIDED, DECIDED));
  }

  private static void expectEnd(FindingCode code, Entry entry) {
    VerificationReport report =
        new Desk().judge(doc().with(1, Proofs.status(Proofs.valid(), entry)));
    Reports.expect(report, Verdict.REJECTED, code, FAILED);
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_IN_FORCE);
  }

  @Test
  void what_the_issuer_leaves_open_is_undecided() {
    expectOpen(StatusValue.TRANSFERRED, FindingCode.LICENCE_TRANSFERRED);
    expectOpen(StatusValue.OTHER, FindingCode.LICENCE_STATUS_OTHER);
  }

  private static void expectOpen(StatusValue value, FindingCode code) {
    Doc doc = doc().with(1, Proofs.status(Proofs.valid(), Entry.of(value, DECIDED, DECIDED)));
    Reports.expect(new Desk().judge(doc), Verdict.UNDECIDED, code, INCONCLUSIVE);
  }

  @Test
  void an_annulment_works_back_and_a_withdrawal_forward() {
    Doc annulled =
        doc()
            .with(
                1,
                Proofs.status(Proofs.valid(), ended(StatusValue.EndKind.ANNULLED, World.SIGNED)));
    Doc withdrawn =
        doc().with(1, Proofs.status(Proofs.valid(), ended(StatusValue.EndKind.WITHDRAWN, DECIDED)));
    LocalDate summer = LocalDate.of(2026, 7, 15);
    Reports.verdict(new Desk().on(summer).judge(annulled), Verdict.REJECTED);
    Reports.accepted(new Desk().on(summer).judge(withdrawn));
    Reports.verdict(new Desk().judge(withdrawn), Verdict.REJECTED);
  }

  @Test
  void what_was_recorded_later_was_not_known_then() {
    Doc doc =
        doc()
            .with(
                1,
                Proofs.crl(World.CA, DECIDED.minus(Duration.ofDays(2)), list -> list),
                Proofs.crl(World.ROOT, DECIDED.minus(Duration.ofDays(2)), list -> list),
                Proofs.status(Proofs.valid(), ended(StatusValue.EndKind.ANNULLED, World.SIGNED)));
    VerificationReport before = new Desk().at(DECIDED).knownAt(DECIDED.minusSeconds(1)).judge(doc);
    Finding later =
        Reports.expect(
            before, Verdict.ACCEPTED, FindingCode.STATUS_KNOWLEDGE_DIFFERS, Outcome.NOTICE);
    assertThat(later.facts())
        .containsEntry("status", "ENDED")
        .containsEntry("kind", "ANNULLED")
        .containsEntry("effectiveFrom", World.SIGNED.toString())
        .containsEntry("recordedAt", DECIDED.toString());
    VerificationReport after = new Desk().at(DECIDED.minusSeconds(1)).judge(doc);
    Finding then =
        Reports.expect(
            after, Verdict.REJECTED, FindingCode.STATUS_KNOWLEDGE_DIFFERS, Outcome.NOTICE);
    assertThat(then.facts()).containsEntry("status", "VALID");
    Reports.verdict(new Desk().knownAt(DECIDED).judge(doc), Verdict.REJECTED);
  }

  @Test
  void a_whole_day_on_which_it_changes_is_undecided() {
    Doc doc = doc().with(1, Proofs.status(Proofs.valid(), suspended(DECIDED)));
    Reports.expect(
        new Desk().on(LocalDate.of(2026, 9, 10)).judge(doc),
        Verdict.UNDECIDED,
        FindingCode.VALIDITY_CHANGES_ON_DAY,
        INCONCLUSIVE);
    Reports.verdict(new Desk().on(LocalDate.of(2026, 9, 11)).judge(doc), Verdict.REJECTED);
    Reports.accepted(new Desk().on(LocalDate.of(2026, 9, 9)).judge(doc));
  }

  @Test
  void a_suspension_within_the_day_counts_though_it_was_over_by_the_evening() {
    Entry lifted =
        Entry.of(StatusValue.VALID, DECIDED.plusSeconds(3600), DECIDED.plusSeconds(3600));
    Doc doc = doc().with(1, Proofs.status(Proofs.valid(), suspended(DECIDED), lifted));
    Reports.expect(
        new Desk().on(LocalDate.of(2026, 9, 10)).judge(doc),
        Verdict.UNDECIDED,
        FindingCode.VALIDITY_CHANGES_ON_DAY,
        INCONCLUSIVE);
  }

  @Test
  void a_status_that_is_out_of_date_says_nothing_good() {
    Instant old = World.NOW.minus(Duration.ofDays(8));
    Doc doc = doc().with(1, Proofs.status(World.PLACE, old, World.STATUS, Proofs.valid()));
    Reports.expect(
        new Desk().judge(doc), Verdict.UNDECIDED, FindingCode.STATUS_STALE, INCONCLUSIVE);
    Doc over =
        doc()
            .with(
                1,
                Proofs.status(
                    World.PLACE,
                    old,
                    World.STATUS,
                    Proofs.valid(),
                    ended(StatusValue.EndKind.CANCELLED, DECIDED)));
    Reports.expect(new Desk().judge(over), Verdict.REJECTED, FindingCode.LICENCE_ENDED, FAILED);
  }

  @Test
  void a_policy_may_want_a_younger_status_than_the_issuer_promises() {
    AcceptancePolicy o = AcceptancePolicy.offline();
    AcceptancePolicy fresh =
        new AcceptancePolicy(
            "fresh",
            o.topics(),
            false,
            false,
            false,
            Duration.ofMinutes(30),
            false,
            o.types(),
            o.algorithms(),
            o.escalated(),
            false);
    Doc doc = doc().with(1, Proofs.status(Proofs.valid()));
    Reports.expect(
        new Desk().policy(fresh).judge(doc),
        Verdict.UNDECIDED,
        FindingCode.STATUS_STALE,
        INCONCLUSIVE);
  }

  @Test
  void the_newest_of_several_counts() {
    Evidence older =
        Proofs.status(World.PLACE, DECIDED.minus(Duration.ofDays(3)), World.STATUS, Proofs.valid());
    Evidence newer = Proofs.status(Proofs.valid(), suspended(DECIDED));
    Reports.verdict(new Desk().judge(doc().with(1, older, newer)), Verdict.REJECTED);
    Reports.verdict(new Desk().judge(doc().with(1, newer, older)), Verdict.REJECTED);
  }

  @Test
  void another_listed_authority_may_not_speak_of_this_ones_licence() throws Exception {
    SigningKey theirs =
        World.issued(Profile.SIGNER, "CN=另一机构状态,C=CN", World.CA, World.BORN, World.END);
    TrustList trust =
        World.trust(
            c ->
                c.authority(World.issuer(AuthorityDraft::itself))
                    .authority(
                        new AuthorityDraft(World.OTHER)
                            .keys(World.key(theirs, KeyUse.STATUS))
                            .build()));
    StatusAssertion claim =
        new StatusAssertion(
            World.OTHER,
            World.PLACE,
            0,
            HOUR_AGO,
            World.NOW.plusSeconds(3600),
            List.of(Proofs.valid()));
    Evidence item = new Evidence(Evidence.Kind.STATUS_ASSERTION, claim.sign(theirs));
    Reports.expect(
        new Desk().trust(trust).judge(doc().with(1, item)),
        Verdict.UNDECIDED,
        FindingCode.STATUS_OTHER_ISSUER,
        FAILED);
  }

  @Test
  void a_root_for_licences_is_no_root_for_status() {
    SigningKey root = World.root("CN=另一根,C=CN", World.FAR);
    SigningKey key = World.issued(Profile.SIGNER, "CN=示例状态,C=CN", root, World.BORN, World.END);
    Doc doc = doc().with(1, Proofs.status(World.PLACE, HOUR_AGO, key, Proofs.valid()));
    Reports.verdict(
        new Desk().trust(anchored(root, key, TrustAnchor.Use.LICENCE)).judge(doc),
        Verdict.UNDECIDED);
    Reports.accepted(new Desk().trust(anchored(root, key, TrustAnchor.Use.STATUS)).judge(doc));
  }

  private static TrustList anchored(SigningKey root, SigningKey key, TrustAnchor.Use use) {
    return World.trust(
        c ->
            c.anchor(World.anchor(root, false, use))
                .authority(
                    World.issuer(
                        a ->
                            a.keys(
                                World.key(World.AGENCY, KeyUse.LICENCE),
                                World.key(key, KeyUse.STATUS)))));
  }

  @Test
  void an_assertion_in_anothers_name_does_not_count() throws Exception {
    StatusAssertion claim =
        new StatusAssertion(
            World.OTHER,
            World.PLACE,
            0,
            HOUR_AGO,
            World.NOW.plusSeconds(3600),
            List.of(Proofs.valid()));
    Evidence item = new Evidence(Evidence.Kind.STATUS_ASSERTION, claim.sign(World.STATUS));
    Reports.verdict(new Desk().judge(doc().with(1, item)), Verdict.UNDECIDED);
  }
}
