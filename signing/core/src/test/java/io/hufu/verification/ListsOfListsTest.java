package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.DatedName;
import io.hufu.model.Grant;
import io.hufu.model.LowerList;
import io.hufu.model.LowerList.Service;
import io.hufu.model.RegionPeriod;
import io.hufu.model.TrustHierarchy;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.TrustListContents;
import io.hufu.model.TrustListRefusedException;
import io.hufu.model.TrustListRefusedException.Code;
import io.hufu.model.TrustScope;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nation → province → city: what a list below may say, when it is joined and when it is used. */
class ListsOfListsTest {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final String TYPE = World.licence().type();
  private static final SigningKey PROVINCE = signer("CN=示例省名单,C=CN");
  private static final SigningKey CITY = signer("CN=示例市名单,C=CN");

  private static SigningKey signer(String subject) {
    return World.issued(Profile.SIGNER, subject, World.CA, World.BORN, World.END);
  }

  private static LowerList below(SigningKey signer, TrustScope scope, Service... services) {
    return new LowerList(
        "下级名单", "Lower list", List.of(digest(signer)), scope, START, null, Set.of(services));
  }

  private static String digest(SigningKey key) {
    return "sm3:" + HexFormat.of().formatHex(key.certificate().digest(HashAlgorithm.SM3));
  }

  private static TrustScope scope(String type, String region) {
    return new TrustScope(Set.of(type), List.of(region));
  }

  private static TrustHierarchy naming(LowerList... lists) {
    return new TrustHierarchy(TrustScope.ALL, List.of(lists), List.of(), null);
  }

  private static TrustList nation(LowerList... lists) {
    return World.trust(contents -> contents.hierarchy(naming(lists)));
  }

  private static TrustList signed(SigningKey key, UnaryOperator<TrustListContents.Builder> change) {
    try {
      TrustListContents.Builder contents =
          TrustListContents.builder(1, key.certificate().subject(), "Lower")
              .period(World.BORN, World.END);
      return TrustList.parse(TrustList.sign(change.apply(contents).build().toJson(), key), null);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The issuer of this world, listed by the province with a grant for its district. */
  private static TrustList province(UnaryOperator<AuthorityDraft> change) {
    return signed(
        PROVINCE,
        contents ->
            contents.authority(World.issuer(a -> change.apply(a.grants(grant(TYPE, "990102"))))));
  }

  private static Grant grant(String type, String region) {
    return new Grant(List.of(type), List.of(region), START, null, null);
  }

  private static VerificationReport judge(TrustList root, TrustList... lower) throws Exception {
    return new Desk().trust(TrustList.join(List.of(root), List.of(lower))).judge(Doc.good());
  }

  private static void refused(Code code, TrustList root, TrustList... lower) {
    assertThatThrownBy(() -> TrustList.join(List.of(root), List.of(lower)))
        .isInstanceOfSatisfying(
            TrustListRefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void a_list_below_vouches_for_what_the_list_above_leaves_to_it() throws Exception {
    TrustList root = nation(below(PROVINCE, scope(TYPE, "990000")));
    Reports.accepted(judge(root, province(a -> a)));
    Reports.expect(judge(root), Verdict.REJECTED, FindingCode.ISSUER_UNKNOWN, FAILED);
  }

  @Test
  void a_report_names_the_digest_of_every_list() throws Exception {
    TrustList root = nation(below(PROVINCE, scope(TYPE, "990000")));
    assertThat(judge(root, province(a -> a)).artefacts()).containsKeys("trustList", "trustList 2");
  }

  @Test
  void two_levels_down_every_level_must_leave_it() throws Exception {
    LowerList city = below(CITY, scope(TYPE, "990100"));
    TrustList province = signed(PROVINCE, c -> c.hierarchy(naming(city)));
    TrustList cityList =
        signed(CITY, c -> c.authority(World.issuer(a -> a.grants(grant(TYPE, "990102")))));
    TrustList root = nation(below(PROVINCE, scope(TYPE, "990000")));
    Reports.accepted(judge(root, cityList, province));
    refused(
        Code.TRUST_LIST_SCOPE_EXCEEDED,
        nation(below(PROVINCE, scope(TYPE, "990200"))),
        province,
        cityList);
  }

  @Test
  void a_list_that_nobody_above_names_is_refused() {
    refused(Code.TRUST_LIST_NOT_LISTED_ABOVE, nation(), province(a -> a));
    refused(
        Code.TRUST_LIST_NOT_LISTED_ABOVE, nation(below(CITY, TrustScope.ALL)), province(a -> a));
  }

  @ParameterizedTest
  @CsvSource({"*, 990200", "*, 990101", "119900000099010167001, 990000"})
  void grants_beyond_the_scope_are_refused_when_lists_are_joined(String type, String region) {
    refused(
        Code.TRUST_LIST_SCOPE_EXCEEDED,
        nation(below(PROVINCE, scope(type, region))),
        province(a -> a));
  }

  @Test
  void a_grant_beyond_a_lists_own_scope_is_malformed() {
    TrustListContents.Builder contents =
        TrustListContents.builder(1, "省", "Province")
            .period(World.BORN, World.END)
            .authority(World.issuer(a -> a.grants(grant(TYPE, "980000"))))
            .hierarchy(new TrustHierarchy(scope(TYPE, "990000"), List.of(), List.of(), null));
    assertThatThrownBy(contents::build).hasMessageContaining("exceeds the list's scope");
  }

  @Test
  void what_counts_for_every_document_needs_leave() throws Exception {
    UnaryOperator<TrustListContents.Builder> logs =
        c -> c.ledger(World.ledger()).authority(World.issuer(a -> a.grants(grant(TYPE, "990102"))));
    TrustList withLog = signed(PROVINCE, logs);
    TrustList withStamps =
        signed(PROVINCE, c -> c.anchor(World.anchor(World.ROOT, true, TrustAnchor.Use.TIME_STAMP)));
    TrustScope scope = scope(TYPE, "990000");
    refused(Code.TRUST_LIST_SCOPE_EXCEEDED, nation(below(PROVINCE, scope)), withLog);
    refused(Code.TRUST_LIST_SCOPE_EXCEEDED, nation(below(PROVINCE, scope)), withStamps);
    Reports.accepted(judge(nation(below(PROVINCE, scope, Service.LEDGER)), withLog));
  }

  @Test
  void an_authority_of_the_list_above_cannot_be_listed_again_below() {
    TrustList root =
        World.trust(
            c ->
                c.hierarchy(naming(below(PROVINCE, TrustScope.ALL)))
                    .authority(World.issuer(a -> a.keys())));
    refused(Code.TRUST_LIST_SCOPE_EXCEEDED, root, province(a -> a));
  }

  @Test
  void at_use_the_day_of_issue_must_lie_within_the_lists_own_period() throws Exception {
    LowerList ended =
        new LowerList(
            "下级名单",
            "Lower list",
            List.of(digest(PROVINCE)),
            TrustScope.ALL,
            START,
            LocalDate.of(2026, 5, 31),
            Set.of());
    Reports.expect(
        judge(nation(ended), province(a -> a)),
        Verdict.REJECTED,
        FindingCode.LIST_SCOPE_EXCEEDED,
        FAILED);
  }

  @Test
  void a_delegator_may_stand_in_a_list_above_and_not_in_one_beside() throws Exception {
    TrustHierarchy both = naming(below(PROVINCE, TrustScope.ALL), below(CITY, TrustScope.ALL));
    Grant delegated = new Grant(List.of(TYPE), List.of("990102"), START, null, World.OTHER);
    TrustList delegate = signed(PROVINCE, c -> c.authority(World.issuer(a -> a.grants(delegated))));
    UnaryOperator<TrustListContents.Builder> delegator =
        c ->
            c.authority(
                new AuthorityDraft(World.OTHER).keys().grants(World.grant("990000")).build());
    Reports.accepted(judge(World.trust(c -> delegator.apply(c).hierarchy(both)), delegate));
    Reports.expect(
        judge(World.trust(c -> c.hierarchy(both)), delegate, signed(CITY, delegator)),
        Verdict.REJECTED,
        FindingCode.DELEGATION_TOO_WIDE,
        FAILED);
  }

  @Test
  void two_roots_each_vouch_for_their_own() throws Exception {
    TrustList other = signed(CITY, c -> c);
    TrustList both = TrustList.join(List.of(other, World.trust()), List.of());
    Reports.accepted(new Desk().trust(both).judge(Doc.good()));
  }

  @Test
  void an_expired_list_is_undecided_for_its_own_authorities_only() throws Exception {
    TrustList stale =
        signed(CITY, c -> c.period(World.BORN, Instant.parse("2026-02-01T00:00:00Z")));
    TrustList both = TrustList.join(List.of(World.trust(), stale), List.of());
    Reports.accepted(new Desk().trust(both).judge(Doc.good()));
    TrustList root = nation(below(PROVINCE, scope(TYPE, "990000")));
    TrustList stalePart =
        signed(
            PROVINCE,
            c ->
                c.period(World.BORN, Instant.parse("2026-02-01T00:00:00Z"))
                    .authority(World.issuer(a -> a.grants(grant(TYPE, "990102")))));
    Reports.expect(
        judge(root, stalePart), Verdict.UNDECIDED, FindingCode.TRUST_LIST_EXPIRED, INCONCLUSIVE);
  }

  @Test
  void after_a_merger_the_old_code_is_no_region_any_more() {
    LocalDate issued = World.licence().issuedOn();
    Reports.expect(
        merged(issued.minusDays(1)), Verdict.REJECTED, FindingCode.REGION_NOT_IN_USE, FAILED);
    Reports.accepted(merged(issued));
  }

  private static VerificationReport merged(LocalDate lastDay) {
    RegionPeriod gone = new RegionPeriod("990102", null, lastDay, List.of("990101"));
    TrustHierarchy regions = new TrustHierarchy(TrustScope.ALL, List.of(), List.of(gone), null);
    TrustList trust =
        World.trust(c -> c.authority(World.issuer(AuthorityDraft::itself)).hierarchy(regions));
    return new Desk().trust(trust).judge(Doc.good());
  }

  @Test
  void a_successor_speaks_from_its_day_on() {
    LocalDate issued = World.licence().issuedOn();
    Reports.accepted(succeeded(issued));
    Reports.expect(
        succeeded(issued.plusDays(1)), Verdict.REJECTED, FindingCode.GRANT_NOT_IN_FORCE, FAILED);
  }

  private static VerificationReport succeeded(LocalDate from) {
    AuthorityDraft old = new AuthorityDraft(World.ISSUER).keys().successor(World.OTHER, from);
    TrustList trust =
        World.trust(
            c -> c.authority(old.build()).authority(new AuthorityDraft(World.OTHER).build()));
    return new Desk().trust(trust).judge(Doc.good());
  }

  @Test
  void a_name_is_compared_with_that_of_the_day_of_issue() {
    LocalDate issued = World.licence().issuedOn();
    DatedName then =
        new DatedName(World.licence().issuer().name(), "Then", null, issued.plusDays(1));
    VerificationReport report = new Desk().trust(renamed(then)).judge(Doc.good());
    Reports.accepted(report);
    assertThat(report.findings())
        .noneMatch(f -> f.code().equals(FindingCode.ISSUER_NAME_DIFFERS.name()));
    DatedName before =
        new DatedName(World.licence().issuer().name(), "Before", null, issued.minusDays(1));
    Reports.expect(
        new Desk().trust(renamed(before)).judge(Doc.good()),
        Verdict.ACCEPTED,
        FindingCode.ISSUER_NAME_DIFFERS,
        NOTICE);
  }

  private static TrustList renamed(DatedName former) {
    return World.trust(c -> c.authority(World.issuer(a -> a.name("改名后的机构").formerName(former))));
  }

  @Test
  void a_key_of_another_customer_of_a_listed_ca_is_nobody() {
    SigningKey customer =
        World.issued(Profile.SIGNER, "CN=另一客户,C=CN", World.CA, World.BORN, World.END);
    Doc doc = new Doc().signed(customer).with(1, Proofs.crl(), Proofs.rootCrl());
    Reports.expect(new Desk().judge(doc), Verdict.REJECTED, FindingCode.ISSUER_UNKNOWN, FAILED);
  }

  @Test
  void the_right_name_with_another_code_is_another_authority() {
    TrustList trust =
        World.trust(
            c ->
                c.authority(
                    new AuthorityDraft(World.OTHER)
                        .name(World.licence().issuer().name())
                        .keys(World.key(World.AGENCY, KeyUse.LICENCE))
                        .build()));
    Reports.expect(
        new Desk().trust(trust).judge(Doc.good()),
        Verdict.REJECTED,
        FindingCode.ISSUER_CODE_MISMATCH,
        FAILED);
  }
}
