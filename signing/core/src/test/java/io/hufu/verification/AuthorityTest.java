package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static io.hufu.model.report.Outcome.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Grant;
import io.hufu.model.KeyRule;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {
  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
  private static final LocalDate ISSUED = LocalDate.of(2026, 6, 1);
  private static final String TYPE = World.licence().type();

  private static TrustList listing(UnaryOperator<AuthorityDraft> change) {
    return World.trust(contents -> contents.authority(World.issuer(change)));
  }

  private static VerificationReport judge(UnaryOperator<AuthorityDraft> change) {
    return new Desk().trust(listing(change)).judge(Doc.good());
  }

  private static Grant grant(List<String> types, List<String> regions, String delegator) {
    return new Grant(types, regions, LONG_AGO, null, delegator);
  }

  @Test
  void an_authority_that_is_not_listed_is_rejected() {
    VerificationReport report =
        new Desk().trust(World.trust(contents -> contents)).judge(Doc.good());
    Reports.expect(report, Verdict.REJECTED, FindingCode.ISSUER_UNKNOWN, FAILED);
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_AUTHENTIC);
  }

  @Test
  void a_key_that_is_listed_for_status_only_signs_no_licence() {
    VerificationReport report = judge(a -> a.keys(World.key(World.AGENCY, KeyUse.STATUS)));
    Reports.expect(report, Verdict.REJECTED, FindingCode.ISSUER_UNKNOWN, FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "990000, true", // the province covers the city's district
    "990100, true",
    "990102, true",
    "*, true",
    "990101, false", // a sibling district
    "990200, false", // another city
    "980000, false", // another province
    "991000, false" // 9910xx is no prefix of 990102
  })
  void regions_cover_what_lies_below_them(String granted, boolean covered) {
    assertThat(World.licence().areaCode()).isEqualTo("990102");
    VerificationReport report = judge(a -> a.grants(grant(List.of("*"), List.of(granted), null)));
    if (covered) {
      Reports.accepted(report);
    } else {
      Reports.expect(report, Verdict.REJECTED, FindingCode.OUT_OF_SCOPE, FAILED);
    }
  }

  @Test
  void a_type_that_is_not_granted_is_rejected() {
    VerificationReport report =
        judge(a -> a.grants(grant(List.of("119900000099010167001"), List.of("*"), null)));
    Reports.expect(report, Verdict.REJECTED, FindingCode.OUT_OF_SCOPE, FAILED);
    Reports.accepted(judge(a -> a.grants(grant(List.of(TYPE), List.of("*"), null))));
  }

  @Test
  void the_day_of_issue_lies_within_the_grant_inclusive() {
    Reports.accepted(judge(period(ISSUED, ISSUED)));
    Reports.expect(
        judge(period(ISSUED.plusDays(1), null)),
        Verdict.REJECTED,
        FindingCode.GRANT_NOT_IN_FORCE,
        FAILED);
    Reports.expect(
        judge(period(LONG_AGO, ISSUED.minusDays(1))),
        Verdict.REJECTED,
        FindingCode.GRANT_NOT_IN_FORCE,
        FAILED);
  }

  private static UnaryOperator<AuthorityDraft> period(LocalDate from, LocalDate to) {
    return a -> a.grants(new Grant(List.of("*"), List.of("*"), from, to, null));
  }

  @Test
  void a_delegate_has_no_more_than_its_delegator_had() {
    UnaryOperator<AuthorityDraft> delegate =
        a -> a.grants(grant(List.of(TYPE), List.of("990100"), World.OTHER));
    Reports.accepted(delegated(delegate, grant(List.of(TYPE), List.of("990000"), null)));
    Reports.expect(
        delegated(delegate, grant(List.of(TYPE), List.of("990102"), null)),
        Verdict.REJECTED,
        FindingCode.DELEGATION_TOO_WIDE,
        FAILED);
    Grant ended = new Grant(List.of("*"), List.of("*"), LONG_AGO, ISSUED.minusDays(1), null);
    Reports.expect(
        delegated(delegate, ended), Verdict.REJECTED, FindingCode.DELEGATION_TOO_WIDE, FAILED);
  }

  @Test
  void a_delegation_in_a_circle_comes_from_nobody() {
    UnaryOperator<AuthorityDraft> delegate =
        a -> a.grants(grant(List.of(TYPE), List.of("990100"), World.OTHER));
    Reports.expect(
        delegated(delegate, grant(List.of(TYPE), List.of("990000"), World.ISSUER)),
        Verdict.REJECTED,
        FindingCode.DELEGATION_TOO_WIDE,
        FAILED);
  }

  @Test
  void everything_cannot_be_delegated_out_of_something() {
    UnaryOperator<AuthorityDraft> delegate =
        a -> a.grants(grant(List.of("*"), List.of("*"), World.OTHER));
    Reports.expect(
        delegated(delegate, grant(List.of(TYPE), List.of("990000"), null)),
        Verdict.REJECTED,
        FindingCode.DELEGATION_TOO_WIDE,
        FAILED);
  }

  private static VerificationReport delegated(UnaryOperator<AuthorityDraft> delegate, Grant above) {
    TrustList trust =
        World.trust(
            contents ->
                contents
                    .authority(World.issuer(delegate))
                    .authority(new AuthorityDraft(World.OTHER).keys().grants(above).build()));
    return new Desk().trust(trust).judge(Doc.good());
  }

  @Test
  void a_signer_with_another_code_than_the_licence_names_is_rejected() {
    TrustList trust =
        World.trust(contents -> contents.authority(new AuthorityDraft(World.OTHER).build()));
    Reports.expect(
        new Desk().trust(trust).judge(Doc.good()),
        Verdict.REJECTED,
        FindingCode.ISSUER_CODE_MISMATCH,
        FAILED);
  }

  @Test
  void a_successor_and_one_that_may_issue_for_it_are_accepted() {
    AuthorityDraft keyless = new AuthorityDraft(World.ISSUER).keys();
    TrustList succeeded =
        World.trust(
            c ->
                c.authority(keyless.successors(World.OTHER).build())
                    .authority(new AuthorityDraft(World.OTHER).build()));
    Reports.accepted(new Desk().trust(succeeded).judge(Doc.good()));
    TrustList inItsName =
        World.trust(
            c ->
                c.authority(new AuthorityDraft(World.ISSUER).keys().build())
                    .authority(new AuthorityDraft(World.OTHER).mayIssueFor(World.ISSUER).build()));
    Reports.accepted(new Desk().trust(inItsName).judge(Doc.good()));
  }

  @Test
  void in_anothers_name_only_the_others_grants_count() {
    AuthorityDraft named = new AuthorityDraft(World.ISSUER).keys().grants(World.grant("980000"));
    TrustList trust =
        World.trust(
            c ->
                c.authority(named.build())
                    .authority(new AuthorityDraft(World.OTHER).mayIssueFor(World.ISSUER).build()));
    Reports.expect(
        new Desk().trust(trust).judge(Doc.good()),
        Verdict.REJECTED,
        FindingCode.OUT_OF_SCOPE,
        FAILED);
  }

  @Test
  void another_name_is_a_notice() {
    Reports.expect(
        judge(a -> a.name("改名后的机构")), Verdict.ACCEPTED, FindingCode.ISSUER_NAME_DIFFERS, NOTICE);
  }

  @Test
  void a_ca_with_an_exact_subject_speaks_for_the_authority() {
    KeyRule rule =
        new KeyRule(
            HashAlgorithm.SM3,
            null,
            World.CA.certificate().digest(HashAlgorithm.SM3),
            World.AGENCY.certificate().subject(),
            Set.of(KeyUse.LICENCE));
    Reports.accepted(judge(a -> a.keys(rule)));
    SigningKey namesake =
        World.issued(Profile.SIGNER, "CN=示例机构二,C=CN", World.CA, World.BORN, World.END);
    Doc doc = new Doc().signed(namesake).with(1, Proofs.crl(), Proofs.rootCrl());
    Reports.expect(
        new Desk().trust(listing(a -> a.keys(rule))).judge(doc),
        Verdict.REJECTED,
        FindingCode.ISSUER_UNKNOWN,
        FAILED);
  }

  @Test
  void a_compromised_authority_proves_nothing_from_then_on() {
    UnaryOperator<AuthorityDraft> compromised =
        a -> a.compromisedSince(World.SIGNED.plus(Duration.ofDays(10)));
    Reports.expect(
        judge(compromised), Verdict.UNDECIDED, FindingCode.KEY_COMPROMISED, INCONCLUSIVE);
    Desk desk = new Desk().trust(listing(compromised));
    Reports.accepted(desk.judge(Doc.good().with(1, s -> Proofs.stamp(s, World.SIGNED))));
    Reports.expect(
        desk.judge(
            Doc.good().with(1, s -> Proofs.stamp(s, World.SIGNED.plus(Duration.ofDays(11))))),
        Verdict.REJECTED,
        FindingCode.KEY_COMPROMISED,
        FAILED);
  }

  @Test
  void where_only_logged_signatures_count_a_receipt_is_needed() {
    Reports.expect(
        judge(AuthorityDraft::loggedOnly), Verdict.UNDECIDED, FindingCode.NOT_LOGGED, INCONCLUSIVE);
    Doc logged = Doc.good().with(1, s -> Proofs.receipt(s, 0, World.SIGNED));
    Reports.expect(
        new Desk().trust(listing(AuthorityDraft::loggedOnly)).judge(logged),
        Verdict.ACCEPTED,
        FindingCode.ANCHORED,
        PASSED);
  }

  @Test
  void a_trust_list_that_is_out_of_date_is_undecided_whatever_the_policy_asks() {
    Instant late = World.END.plusSeconds(1);
    Doc doc = Doc.good().with(1, s -> Proofs.stamp(s, World.SIGNED));
    Reports.expect(
        new Desk().now(late).judge(doc),
        Verdict.UNDECIDED,
        FindingCode.TRUST_LIST_EXPIRED,
        INCONCLUSIVE);
    VerificationReport signatureOnly =
        new Desk().now(late).policy(AcceptancePolicy.signatureOnly()).judge(doc);
    assertThat(
            Reports.expect(
                    signatureOnly, Verdict.UNDECIDED, FindingCode.TRUST_LIST_EXPIRED, INCONCLUSIVE)
                .topic())
        .isEqualTo(Topic.SIGNER);
  }
}
