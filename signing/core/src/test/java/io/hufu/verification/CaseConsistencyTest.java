package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.MatterRule.Compare;
import io.hufu.model.MatterRule.Kind;
import io.hufu.model.SampleLicences;
import io.hufu.model.report.CaseCode;
import io.hufu.model.report.CaseReason;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.Verdict;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseConsistencyTest {
  private static final String NUMBER = "certificateHolderCode";
  private static final Licence FOOD = CaseDesk.FOOD;
  private static final LocalDate FROM = FOOD.issuedOn();
  private static final List<Licence.Holder> OTHERS =
      SampleLicences.stream("food-operation", 9).findFirst().orElseThrow().holders();

  private static CaseDesk two(Licence food) {
    return new CaseDesk()
        .needs("a", CaseDesk.BUSINESS, NUMBER)
        .needs("b", FOOD, NUMBER)
        .given("one", Doc.good().licence(CaseDesk.BUSINESS))
        .given("two", Doc.good().licence(food));
  }

  private static void expect(CaseReport report, CaseCode code) {
    assertThat(report.rules()).extracting(CaseReport.RuleResult::code).containsExactly(code);
    switch (code.outcome()) {
      case FAILED -> {
        assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(report.reason()).contains(CaseReason.INCONSISTENT);
        assertThat(report.problems()).containsExactly(code.name());
      }
      case INCONCLUSIVE -> assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
      default -> assertThat(report.verdict()).isEqualTo(Verdict.ACCEPTED);
    }
  }

  private static Licence ofOthers() {
    return CaseDesk.food(OTHERS, FROM, FOOD.expiresOn(), null);
  }

  @Test
  void the_applicant_is_a_holder_of_each_by_code() {
    CaseDesk desk = two(FOOD).rule(Kind.APPLICANT_IS_HOLDER, Compare.EXACT, "a.x", "b.x");
    expect(desk.check(), CaseCode.APPLICANT_NOT_NOTED);
    expect(desk.applicant(FOOD.holders().get(0).code()).check(), CaseCode.RULE_HOLDS);
    expect(desk.applicant(OTHERS.get(0).code()).check(), CaseCode.APPLICANT_DIFFERS);
    expect(
        two(ofOthers())
            .rule(Kind.APPLICANT_IS_HOLDER, Compare.EXACT, "a.x", "b.x")
            .applicant(FOOD.holders().get(0).code())
            .check(),
        CaseCode.APPLICANT_DIFFERS);
  }

  @Test
  void licences_of_one_case_have_a_holder_in_common() {
    expect(
        two(FOOD).rule(Kind.SAME_HOLDER, Compare.EXACT, "a.x", "b.x").check(), CaseCode.RULE_HOLDS);
    expect(
        two(ofOthers()).rule(Kind.SAME_HOLDER, Compare.EXACT, "a.x", "b.x").check(),
        CaseCode.HOLDER_DIFFERS);
    List<Licence.Holder> both = List.of(OTHERS.get(0), FOOD.holders().get(0));
    expect(
        two(CaseDesk.food(both, FROM, FOOD.expiresOn(), null))
            .rule(Kind.SAME_HOLDER, Compare.EXACT, "a.x", "b.x")
            .check(),
        CaseCode.RULE_HOLDS);
  }

  @Test
  void values_that_differ_are_named_by_how_they_were_compared() {
    String[] names = {"a.certificateHolderName", "b.certificateHolderName"};
    expect(two(FOOD).rule(Kind.SAME_VALUE, Compare.NAME, names).check(), CaseCode.RULE_HOLDS);
    expect(
        two(ofOthers()).rule(Kind.SAME_VALUE, Compare.NAME, names).check(), CaseCode.NAME_DIFFERS);
    expect(
        two(ofOthers()).rule(Kind.SAME_VALUE, Compare.ADDRESS, names).check(),
        CaseCode.ADDRESS_DIFFERS);
    expect(
        two(ofOthers()).rule(Kind.SAME_VALUE, Compare.EXACT, names).check(),
        CaseCode.VALUE_DIFFERS);
    expect(
        two(FOOD).rule(Kind.SAME_VALUE, Compare.CODE, "a.certificateHolderName", "b.none").check(),
        CaseCode.VALUE_NOT_DISCLOSED);
  }

  @Test
  void periods_overlap_when_one_day_is_common() {
    LocalDate end = FROM.plusYears(1);
    CaseDesk touching =
        new CaseDesk()
            .needs("a", FOOD, NUMBER)
            .needs("b", FOOD, NUMBER)
            .given("one", Doc.good().licence(CaseDesk.food(FOOD.holders(), FROM, end, null)))
            .given("two", Doc.good())
            .assigned("one", "a")
            .assigned("two", "b")
            .rule(Kind.PERIODS_OVERLAP, Compare.EXACT, "a.x", "b.x");
    expect(touching.check(), CaseCode.RULE_HOLDS);
  }

  @Test
  void periods_that_no_day_has_in_common_are_disjoint() {
    var states =
        java.util.Set.of(io.hufu.model.LicenceState.IN_FORCE, io.hufu.model.LicenceState.EXPIRED);
    CaseDesk apart =
        new CaseDesk()
            .needs("a", CaseDesk.accepted(FOOD, states, java.util.Set.of(), NUMBER), true)
            .needs("b", CaseDesk.accepted(FOOD, states, java.util.Set.of(), NUMBER), true)
            .given("one", Doc.good().licence(CaseDesk.food(FOOD.holders(), FROM, FROM, null)))
            .given(
                "two",
                Doc.good()
                    .licence(
                        CaseDesk.food(FOOD.holders(), FROM.plusDays(1), FOOD.expiresOn(), null)))
            .assigned("one", "a")
            .assigned("two", "b")
            .rule(Kind.PERIODS_OVERLAP, Compare.EXACT, "a.x", "b.x");
    expect(apart.check(), CaseCode.PERIODS_DISJOINT);
  }

  @Test
  void a_newer_licence_names_the_one_that_it_replaces() {
    LicenceIdentifier old = CaseDesk.BUSINESS.identifier();
    Licence newer = CaseDesk.food(FOOD.holders(), FROM, FOOD.expiresOn(), old);
    expect(
        two(newer).rule(Kind.SUPERSEDES, Compare.EXACT, "b.x", "a.x").check(), CaseCode.RULE_HOLDS);
    expect(
        two(FOOD).rule(Kind.SUPERSEDES, Compare.EXACT, "b.x", "a.x").check(),
        CaseCode.NOT_SUPERSEDED);
  }

  @Test
  void a_rule_over_a_material_that_is_not_met_is_not_asked() {
    CaseReport report =
        new CaseDesk()
            .needs("a", CaseDesk.BUSINESS, NUMBER)
            .needs("b", FOOD, NUMBER)
            .given("two", Doc.good())
            .rule(Kind.SAME_HOLDER, Compare.EXACT, "a.x", "b.x")
            .check();
    assertThat(report.rules())
        .extracting(CaseReport.RuleResult::code)
        .containsExactly(CaseCode.RULE_NOT_ASKED);
    assertThat(report.problems()).containsExactly("MATERIAL_MISSING");
  }
}
