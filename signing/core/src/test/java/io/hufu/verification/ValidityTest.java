package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Licence;
import io.hufu.model.report.Answer;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Dates: days in China, both ends inclusive. */
class ValidityTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);
  private static final LocalDate LAST = LocalDate.of(2031, 5, 31);

  private static Licence dated(LocalDate from, LocalDate to) {
    Licence l = World.licence();
    return new Licence(
        l.type(),
        l.name(),
        l.number(),
        l.identifier(),
        l.issuer(),
        l.issuedOn(),
        l.holders(),
        l.areaCode(),
        from,
        to,
        null,
        false,
        l.items());
  }

  @Test
  void the_first_and_the_last_instant_of_the_china_days_are_in_force() {
    Doc doc = Doc.good();
    Reports.accepted(new Desk().at(Instant.parse("2026-05-31T16:00:00Z")).judge(doc));
    Reports.accepted(new Desk().at(Instant.parse("2031-05-31T15:59:59.999999999Z")).judge(doc));
    Reports.accepted(new Desk().on(FIRST).judge(doc));
    Reports.accepted(new Desk().on(LAST).judge(doc));
  }

  @Test
  void one_instant_earlier_or_later_is_not() {
    VerificationReport early =
        new Desk().at(Instant.parse("2026-05-31T15:59:59.999999999Z")).judge(Doc.good());
    Reports.expect(early, Verdict.REJECTED, FindingCode.LICENCE_NOT_YET_VALID, FAILED);
    VerificationReport late =
        new Desk().at(Instant.parse("2031-05-31T16:00:00Z")).judge(Doc.good());
    var finding = Reports.expect(late, Verdict.REJECTED, FindingCode.LICENCE_EXPIRED, FAILED);
    assertThat(finding.facts()).containsEntry("expiresOn", "2031-05-31");
    assertThat(late.reason()).isEqualTo(ReasonClass.NOT_IN_FORCE);
    assertThat(late.authentic()).isEqualTo(Answer.YES);
    assertThat(late.inForce()).isEqualTo(Answer.NO);
  }

  @Test
  void the_days_before_and_after_are_not() {
    Reports.verdict(new Desk().on(FIRST.minusDays(1)).judge(Doc.good()), Verdict.REJECTED);
    Reports.verdict(new Desk().on(LAST.plusDays(1)).judge(Doc.good()), Verdict.REJECTED);
  }

  @Test
  void a_licence_without_end_does_not_expire() {
    Doc doc = Doc.good().licence(dated(FIRST, null));
    Reports.accepted(new Desk().on(LocalDate.of(2999, 1, 1)).judge(doc));
  }

  @Test
  void without_a_first_day_the_day_of_issue_counts() {
    Doc doc = Doc.good().licence(dated(null, LAST));
    Reports.accepted(new Desk().on(FIRST).judge(doc));
    Reports.verdict(new Desk().on(FIRST.minusDays(1)).judge(doc), Verdict.REJECTED);
  }

  @Test
  void a_renewal_desk_accepts_an_expired_licence_and_is_told() {
    Doc doc = Doc.good().licence(dated(FIRST, LocalDate.of(2026, 7, 1)));
    VerificationReport report = new Desk().policy(AcceptancePolicy.renewal()).judge(doc);
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.LICENCE_EXPIRED, FAILED);
    assertThat(report.inForce()).isEqualTo(Answer.NO);
    assertThat(report.licence()).isNotNull();
  }

  @Test
  void a_licence_without_a_status_reference_is_judged_by_its_dates_and_says_so() {
    VerificationReport report = new Desk().judge(Doc.good());
    Reports.expect(report, Verdict.ACCEPTED, FindingCode.STATUS_NOT_KEPT, NOTICE);
  }

  @Test
  void a_period_that_is_partly_in_and_partly_out_is_undecided() {
    Doc doc = Doc.good();
    Desk desk = new Desk();
    VerificationReport report =
        desk.between(Instant.parse("2031-05-31T15:00:00Z"), Instant.parse("2031-05-31T17:00:00Z"))
            .judge(doc);
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.VALIDITY_CHANGES_ON_DAY, INCONCLUSIVE);
  }
}
