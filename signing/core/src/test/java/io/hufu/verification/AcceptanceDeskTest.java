package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.jose.Json;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicenceState;
import io.hufu.model.Restriction;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusValue;
import io.hufu.model.report.CaseCode;
import io.hufu.model.report.CaseReason;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptanceDeskTest {
  private static final String NUMBER = "certificateHolderCode";

  private static CaseDesk restaurant() {
    return new CaseDesk()
        .needs("business", CaseDesk.BUSINESS, NUMBER)
        .needs("food", CaseDesk.FOOD, NUMBER)
        .exempt("premises", "food")
        .looksAt("form", true)
        .looksAt("letter", false);
  }

  private static Doc business() {
    return Doc.good().licence(CaseDesk.BUSINESS);
  }

  private static CaseReport expect(CaseReport report, Verdict verdict, String... problems) {
    assertThat(report.verdict()).as(report.problems().toString()).isEqualTo(verdict);
    assertThat(report.problems()).containsExactly(problems);
    return report;
  }

  private static List<CaseCode> codes(CaseReport report) {
    return report.materials().stream().map(CaseReport.MaterialResult::code).toList();
  }

  @Test
  void what_is_complete_and_consistent_is_accepted_and_papers_are_counted() {
    CaseReport report =
        restaurant().given("a", business()).given("b", Doc.good()).received("form").check();
    expect(report, Verdict.ACCEPTED);
    assertThat(codes(report))
        .containsExactly(
            CaseCode.MATERIAL_MET,
            CaseCode.MATERIAL_MET,
            CaseCode.MATERIAL_EXEMPT,
            CaseCode.MATERIAL_SEEN,
            CaseCode.MATERIAL_NOT_GIVEN);
    assertThat(report.stats()).isEqualTo(new CaseReport.Stats(5, 2, 1, 1, 3));
    assertThat(report.artefacts()).containsOnlyKeys("matter", "trustList");
  }

  @Test
  void what_is_missing_is_said_and_what_a_licence_would_replace_is_not_asked_for() {
    CaseReport report = restaurant().given("a", business()).check();
    expect(report, Verdict.REJECTED, "MATERIAL_MISSING", "MATERIAL_MISSING");
    assertThat(report.reason()).contains(CaseReason.INCOMPLETE);
    assertThat(codes(report))
        .containsExactly(
            CaseCode.MATERIAL_MET,
            CaseCode.MATERIAL_MISSING,
            CaseCode.MATERIAL_COVERED_LATER,
            CaseCode.MATERIAL_MISSING,
            CaseCode.MATERIAL_NOT_GIVEN);
  }

  @Test
  void a_paper_that_a_person_has_seen_stands_where_the_licence_that_replaces_it_does_not() {
    CaseReport report =
        restaurant().given("a", business()).received("form").received("premises").check();
    assertThat(codes(report)).contains(CaseCode.MATERIAL_SEEN);
    expect(report, Verdict.REJECTED, "MATERIAL_MISSING");
  }

  @Test
  void a_rejected_document_names_the_finding_that_decides() {
    Doc stranger = new Doc().signed(World.STRANGER).with(1, Proofs.crl(), Proofs.rootCrl());
    Doc forged =
        new Doc()
            .signed(
                World.AGENCY, FindingCode.SIGNATURE_INVALID, io.hufu.model.report.Outcome.FAILED);
    CaseReport report =
        restaurant().given("a", business()).given("b", forged).received("form").check();
    expect(report, Verdict.REJECTED, "SIGNATURE_INVALID");
    assertThat(report.reason()).contains(CaseReason.DOCUMENT_REJECTED);
    CaseReport open =
        restaurant().given("a", business()).given("b", stranger).received("form").check();
    assertThat(open.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void an_outage_is_no_reason_to_refuse() {
    Doc withoutLists = new Doc().signed(World.AGENCY);
    CaseReport report =
        restaurant().given("a", business()).given("b", withoutLists).received("form").check();
    expect(report, Verdict.UNDECIDED);
    assertThat(report.reason()).isEmpty();
    assertThat(codes(report)).contains(CaseCode.DOCUMENT_UNDECIDED);
    assertThat(report.materials().get(1).findings()).contains("REVOCATION_UNAVAILABLE");
  }

  @Test
  void of_several_documents_for_one_material_the_best_counts_whatever_the_order() {
    Doc withoutLists = new Doc().signed(World.AGENCY);
    CaseDesk one = restaurant().given("a", business()).received("form");
    expect(one.given("b", withoutLists).given("c", Doc.good()).check(), Verdict.ACCEPTED);
    CaseDesk other = restaurant().given("a", business()).received("form");
    CaseReport report = other.given("c", Doc.good()).given("d", withoutLists).check();
    expect(report, Verdict.ACCEPTED);
    assertThat(report.materials().get(1).file()).isEqualTo("c");
    assertThat(report.unused()).isEmpty();
  }

  @Test
  void what_serves_as_nothing_is_listed_and_decides_nothing() {
    CaseReport report =
        new CaseDesk()
            .needs("food", CaseDesk.FOOD, NUMBER)
            .given("a", Doc.good())
            .given("b", business())
            .junk("photo.jpg")
            .check();
    expect(report, Verdict.ACCEPTED);
    assertThat(report.unused())
        .containsExactly(
            new CaseReport.UnusedDocument("b", CaseCode.DOCUMENT_NOT_NEEDED),
            new CaseReport.UnusedDocument("photo.jpg", CaseCode.DOCUMENT_NOT_RECOGNISED));
  }

  @Test
  void a_document_that_breaks_its_reader_is_a_line_of_the_report() {
    CaseReport report =
        new CaseDesk()
            .needs("food", CaseDesk.FOOD, NUMBER)
            .broken("a", new IllegalStateException("our bug"))
            .check();
    expect(report, Verdict.REJECTED, "MATERIAL_MISSING");
    CaseReport assigned =
        new CaseDesk()
            .needs("food", CaseDesk.FOOD, NUMBER)
            .broken("a", new IllegalStateException("our bug"))
            .assigned("a", "food")
            .check();
    assertThat(assigned.verdict()).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(assigned.materials().get(0).file()).isEqualTo("a");
  }

  @Test
  void a_document_serves_as_what_it_was_handed_in_as() {
    CaseDesk two =
        new CaseDesk().needs("old", CaseDesk.FOOD, NUMBER).needs("new", CaseDesk.FOOD, NUMBER);
    CaseReport report =
        two.given("a", Doc.good())
            .given("b", Doc.good())
            .assigned("a", "new")
            .assigned("b", "old")
            .check();
    expect(report, Verdict.ACCEPTED);
    assertThat(report.materials().get(0).file()).isEqualTo("b");
    assertThat(report.materials().get(1).file()).isEqualTo("a");
    expect(
        new CaseDesk()
            .needs("old", CaseDesk.FOOD, NUMBER)
            .given("a", business())
            .assigned("a", "old")
            .check(),
        Verdict.REJECTED,
        "POLICY_TYPE_NOT_ACCEPTED");
  }

  private static Doc over() {
    Licence old =
        CaseDesk.food(
            CaseDesk.FOOD.holders(), CaseDesk.FOOD.issuedOn(), CaseDesk.FOOD.issuedOn(), null);
    return Doc.good().licence(old);
  }

  @Test
  void an_expired_licence_serves_where_the_matter_says_so_and_nowhere_else() {
    CaseDesk renewal =
        new CaseDesk()
            .needs(
                "old",
                CaseDesk.accepted(
                    CaseDesk.FOOD,
                    Set.of(LicenceState.IN_FORCE, LicenceState.EXPIRED),
                    Set.of(),
                    NUMBER),
                true);
    expect(renewal.given("a", over()).check(), Verdict.ACCEPTED);
    expect(
        new CaseDesk().needs("food", CaseDesk.FOOD, NUMBER).given("a", over()).check(),
        Verdict.REJECTED,
        "LICENCE_EXPIRED");
  }

  private static Evidence status(List<Restriction> restrictions, Entry... history) {
    try {
      StatusAssertion assertion =
          new StatusAssertion(
              World.ISSUER,
              World.PLACE,
              0,
              World.NOW.minusSeconds(60),
              World.NOW.plus(Duration.ofDays(1)),
              List.of(history),
              restrictions);
      return new Evidence(Evidence.Kind.STATUS_ASSERTION, assertion.sign(World.STATUS));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(StatusValue.EndKind.class)
  void each_way_to_end_is_accepted_only_by_its_own_name(StatusValue.EndKind kind) {
    Entry ended =
        new Entry(StatusValue.ENDED, kind, World.SIGNED, World.SIGNED, "号", null, null, null);
    Doc doc = Doc.good().place().with(1, status(List.of(), Proofs.valid(), ended));
    for (LicenceState state :
        Set.of(LicenceState.CANCELLED, LicenceState.ANNULLED, LicenceState.VOID)) {
      CaseReport report =
          new CaseDesk()
              .needs(
                  "old",
                  CaseDesk.accepted(
                      CaseDesk.FOOD, Set.of(LicenceState.IN_FORCE, state), Set.of(), NUMBER),
                  true)
              .given("a", doc)
              .check();
      if (state.name().equals(kind.name())) {
        expect(report, Verdict.ACCEPTED);
      } else {
        expect(report, Verdict.REJECTED, "STATE_NOT_ACCEPTED");
        assertThat(report.materials().get(0).facts()).containsEntry("state", kind.name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"SEALED_UP, false", "MORTGAGED, true"})
  void a_restriction_stands_against_a_matter_that_refuses_it(
      Restriction.Kind kind, boolean serves) {
    Restriction restriction =
        new Restriction(kind, "示法查〔2026〕1号", null, false, World.SIGNED, World.SIGNED);
    CaseReport report =
        new CaseDesk()
            .needs(
                "title",
                CaseDesk.accepted(
                    CaseDesk.FOOD,
                    Set.of(LicenceState.IN_FORCE),
                    Set.of(Restriction.Kind.SEALED_UP, Restriction.Kind.FROZEN),
                    NUMBER),
                true)
            .given("a", Doc.good().place().with(1, status(List.of(restriction), Proofs.valid())))
            .check();
    if (serves) {
      expect(report, Verdict.ACCEPTED);
    } else {
      expect(report, Verdict.REJECTED, "RESTRICTION_NOT_ACCEPTED");
    }
  }

  @Test
  void a_field_that_the_matter_needs_must_be_there() {
    expect(
        new CaseDesk()
            .needs("food", CaseDesk.FOOD, "favouriteColour")
            .given("a", Doc.good())
            .check(),
        Verdict.REJECTED,
        "FIELD_MISSING");
  }

  @Test
  void consent_is_of_the_person_entitled_for_this_material_and_for_every_field() {
    String holder = CaseDesk.FOOD.holders().get(0).code();
    CaseDesk desk = new CaseDesk().consentOf("food", CaseDesk.FOOD, NUMBER).given("a", Doc.good());
    expect(desk.check(), Verdict.REJECTED, "CONSENT_MISSING");
    expect(
        desk.consent("11010519491231002X", "food", NUMBER).check(),
        Verdict.REJECTED,
        "CONSENT_MISSING");
    expect(desk.consent(holder, "other", NUMBER).check(), Verdict.REJECTED, "CONSENT_MISSING");
    expect(
        desk.consent(holder, "food", "certificateHolderName").check(),
        Verdict.REJECTED,
        "CONSENT_MISSING");
    CaseReport given =
        desk.consent(holder.toLowerCase(java.util.Locale.ROOT), "food", NUMBER).check();
    expect(given, Verdict.ACCEPTED);
  }

  @Test
  void a_case_without_a_matter_or_with_an_unknown_one_is_the_callers_mistake() {
    AcceptanceDesk desk = restaurant().desk();
    assertThatThrownBy(() -> desk.check(CaseInput.named("case").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names no matter");
    assertThatThrownBy(() -> desk.check("990131009999", CaseInput.named("case").build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void one_desk_answers_many_threads_byte_for_byte_alike() throws Exception {
    CaseDesk made = restaurant().given("a", business()).given("b", Doc.good()).received("form");
    AcceptanceDesk desk = made.desk();
    CaseInput input = made.input();
    List<String> answers =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    return java.util.Arrays.toString(
                        Json.compact(desk.check(input).toJson(false, Catalogue.shipped())));
                  } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .distinct()
            .toList();
    assertThat(answers).hasSize(1);
  }
}
