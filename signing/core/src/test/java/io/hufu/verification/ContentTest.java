package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.UnifiedSocialCreditCode;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static final Licence GOOD = World.licence();

  private static VerificationReport judge(Licence licence) {
    return new Desk().judge(Doc.good().licence(licence));
  }

  private static Licence identified(LicenceIdentifier identifier) {
    return new Licence(
        GOOD.type(),
        GOOD.name(),
        GOOD.number(),
        identifier,
        GOOD.issuer(),
        GOOD.issuedOn(),
        GOOD.holders(),
        GOOD.areaCode(),
        GOOD.effectiveFrom(),
        GOOD.expiresOn(),
        null,
        false,
        GOOD.items());
  }

  private static Licence held(Licence.Holder... holders) {
    return new Licence(
        GOOD.type(),
        GOOD.name(),
        GOOD.number(),
        GOOD.identifier(),
        GOOD.issuer(),
        GOOD.issuedOn(),
        List.of(holders),
        GOOD.areaCode(),
        GOOD.effectiveFrom(),
        GOOD.expiresOn(),
        null,
        false,
        GOOD.items());
  }

  private static LicenceIdentifier withCheck(LicenceIdentifier i, char check) {
    return new LicenceIdentifier(i.type(), i.authority(), i.serial(), i.version(), check);
  }

  @Test
  void a_wrong_check_character_of_the_identifier_is_rejected() {
    LicenceIdentifier good = GOOD.identifier();
    LicenceIdentifier wrong = null;
    LicenceIdentifier legacy = null;
    for (char c : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
      LicenceIdentifier candidate = withCheck(good, c);
      switch (candidate.state()) {
        case WRONG -> wrong = candidate;
        case LEGACY_VARIANT -> legacy = candidate;
        case CORRECT -> assertThat(candidate).isEqualTo(good);
      }
    }
    Reports.expect(
        judge(identified(wrong)), Verdict.REJECTED, FindingCode.CODE_CHECK_FAILED, FAILED);
    Reports.expect(
        judge(identified(legacy)), Verdict.ACCEPTED, FindingCode.IDENTIFIER_LEGACY, NOTICE);
  }

  @Test
  void an_identifier_of_another_type_or_authority_is_rejected() {
    LicenceIdentifier i = GOOD.identifier();
    Reports.expect(
        judge(
            identified(
                LicenceIdentifier.of(
                    "119900000099010167001", i.authority(), i.serial(), i.version()))),
        Verdict.REJECTED,
        FindingCode.IDENTIFIER_MISMATCH,
        FAILED);
    Reports.expect(
        judge(identified(LicenceIdentifier.of(i.type(), World.OTHER, i.serial(), i.version()))),
        Verdict.REJECTED,
        FindingCode.IDENTIFIER_MISMATCH,
        FAILED);
  }

  @Test
  void wrong_numbers_of_holders_are_rejected_and_never_shown() {
    for (Licence.Holder holder :
        List.of(
            new Licence.Holder(
                "示例餐饮有限公司", wrong(UnifiedSocialCreditCode.complete("91990000MA0000001")), "001"),
            new Licence.Holder(
                "张示例", wrong(ResidentIdNumber.complete("99010119900101001")), "111"))) {
      VerificationReport report = judge(held(holder));
      Reports.expect(report, Verdict.REJECTED, FindingCode.CODE_CHECK_FAILED, FAILED);
      assertThat(report.findings().toString()).doesNotContain(holder.code(), holder.name());
    }
  }

  private static String wrong(String code) {
    int last = code.length() - 1;
    return code.substring(0, last) + (code.charAt(last) == '1' ? '2' : '1');
  }

  @Test
  void items_that_break_the_schema_are_rejected() {
    Licence licence =
        new Licence(
            GOOD.type(),
            GOOD.name(),
            GOOD.number(),
            GOOD.identifier(),
            GOOD.issuer(),
            GOOD.issuedOn(),
            GOOD.holders(),
            GOOD.areaCode(),
            GOOD.effectiveFrom(),
            GOOD.expiresOn(),
            null,
            false,
            GOOD.items().with("complaintPhone", new JsonText("拨打示例热线")));
    VerificationReport report = judge(licence);
    var finding = Reports.expect(report, Verdict.REJECTED, FindingCode.SCHEMA_VIOLATION, FAILED);
    assertThat(finding.where()).contains("complaintPhone");
    assertThat(finding.facts()).containsEntry("rule", "pattern");
    assertThat(finding.facts().toString()).doesNotContain("拨打");
    assertThat(ReportText.of(report, Locale.ENGLISH))
        .contains("/complaintPhone, rule: not of the required form (pattern)");
    assertThat(ReportText.of(report, Locale.CHINA)).contains("/complaintPhone，规则：格式不符合要求（pattern）");
  }

  @Test
  void dates_in_the_wrong_order_are_rejected() {
    Licence licence =
        new Licence(
            GOOD.type(),
            GOOD.name(),
            GOOD.number(),
            GOOD.identifier(),
            GOOD.issuer(),
            GOOD.issuedOn(),
            GOOD.holders(),
            GOOD.areaCode(),
            LocalDate.of(2026, 6, 2),
            LocalDate.of(2026, 6, 1),
            null,
            false,
            GOOD.items());
    Reports.expect(judge(licence), Verdict.REJECTED, FindingCode.SCHEMA_VIOLATION, FAILED);
  }

  @Test
  void a_type_that_nobody_knows_is_undecided() {
    String type = "119900000099010167999";
    LicenceIdentifier i = GOOD.identifier();
    Licence licence =
        new Licence(
            type,
            GOOD.name(),
            GOOD.number(),
            LicenceIdentifier.of(type, i.authority(), i.serial(), i.version()),
            GOOD.issuer(),
            GOOD.issuedOn(),
            GOOD.holders(),
            GOOD.areaCode(),
            GOOD.effectiveFrom(),
            GOOD.expiresOn(),
            null,
            false,
            GOOD.items());
    Reports.expect(judge(licence), Verdict.UNDECIDED, FindingCode.TYPE_UNKNOWN, INCONCLUSIVE);
  }

  @Test
  void a_type_that_the_policy_does_not_want_is_not_acceptable_here() {
    AcceptancePolicy o = AcceptancePolicy.offline();
    AcceptancePolicy policy =
        new AcceptancePolicy(
            "matter",
            o.topics(),
            false,
            false,
            false,
            null,
            false,
            Set.of("119900000099010167001"),
            o.algorithms(),
            Set.of(),
            false);
    VerificationReport report = new Desk().policy(policy).judge(Doc.good());
    Reports.expect(report, Verdict.REJECTED, FindingCode.POLICY_TYPE_NOT_ACCEPTED, FAILED);
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_ACCEPTABLE_HERE);
  }

  @Test
  void a_notice_that_the_policy_escalates_rejects() {
    AcceptancePolicy o = AcceptancePolicy.offline();
    AcceptancePolicy policy =
        new AcceptancePolicy(
            "house",
            o.topics(),
            false,
            false,
            false,
            null,
            false,
            Set.of(),
            o.algorithms(),
            Set.of("ISSUER_NAME_DIFFERS"),
            false);
    TrustList renamed =
        World.trust(
            c ->
                c.authority(
                    World.issuer(a -> a.name("改名").keys(World.key(World.AGENCY, KeyUse.LICENCE)))));
    Desk desk = new Desk().trust(renamed);
    Reports.accepted(desk.judge(Doc.good()));
    Reports.verdict(desk.policy(policy).judge(Doc.good()), Verdict.REJECTED);
  }

  @Test
  void a_document_without_data_is_undecided() {
    Reports.expect(
        new Desk().judge(Doc.good().licence(null)),
        Verdict.UNDECIDED,
        FindingCode.NO_STRUCTURED_DATA,
        INCONCLUSIVE);
  }
}
