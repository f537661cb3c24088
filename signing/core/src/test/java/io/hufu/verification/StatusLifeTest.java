package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.Evidence;
import io.hufu.model.Restriction;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusValue;
import io.hufu.model.StatusValue.EndKind;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What holds on a past day, by what was known on another: from evidence alone, no network. */
class StatusLifeTest {
  private static Instant day(int n) {
    return World.SIGNED.plus(Duration.ofDays(n));
  }

  private static Evidence asserted(List<Restriction> restrictions, Entry... history) {
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

  private static Doc suspendedRestoredForfeited() {
    return withLists()
        .with(
            1,
            asserted(
                List.of(),
                Entry.of(StatusValue.VALID, day(0), day(0)),
                Entry.of(StatusValue.SUSPENDED, day(10), day(10)),
                Entry.of(StatusValue.VALID, day(20), day(20)),
                new Entry(
                    StatusValue.ENDED,
                    EndKind.FORFEITED,
                    day(30),
                    day(30),
                    "示市监吊〔2026〕7号",
                    null,
                    "示例市人民法院",
                    "示例条例第三条")));
  }

  private static Doc annulled() {
    return withLists()
        .with(
            1,
            asserted(
                List.of(),
                Entry.of(StatusValue.VALID, day(0), day(0)),
                new Entry(
                    StatusValue.ENDED, EndKind.ANNULLED, day(0), day(30), "示市监撤〔2026〕8号", null)));
  }

  /** A licence with revocation lists of its first days, good for the rest of the year. */
  private static Doc withLists() {
    return new Doc()
        .signed(World.AGENCY)
        .place()
        .with(
            1,
            Proofs.crl(World.CA, day(1), list -> list),
            Proofs.crl(World.ROOT, day(1), list -> list),
            Proofs.crl(),
            Proofs.rootCrl());
  }

  @Test
  void suspended_restored_and_forfeited_by_the_day_that_is_asked_about() {
    Doc doc = suspendedRestoredForfeited();
    Reports.accepted(new Desk().at(day(5)).judge(doc));
    expect(new Desk().at(day(15)).judge(doc), FindingCode.LICENCE_SUSPENDED);
    Reports.accepted(new Desk().at(day(25)).judge(doc));
    Finding ended = expect(new Desk().at(day(35)).judge(doc), FindingCode.LICENCE_ENDED);
    assertThat(ended.facts())
        .containsEntry("kind", "FORFEITED")
        .containsEntry("decision", "示市监吊〔2026〕7号")
        .containsEntry("by", "示例市人民法院")
        .containsEntry("reason", "示例条例第三条");
  }

  private static Finding expect(VerificationReport report, FindingCode code) {
    assertThat(report.reason()).isEqualTo(ReasonClass.NOT_IN_FORCE);
    return Reports.expect(report, Verdict.REJECTED, code, Outcome.FAILED);
  }

  @Test
  void an_annulment_rejects_the_past_unless_the_past_is_asked_with_its_own_knowledge() {
    Doc doc = annulled();
    VerificationReport now = new Desk().at(day(25)).judge(doc);
    expect(now, FindingCode.LICENCE_ENDED);
    Finding then =
        Reports.expect(now, Verdict.REJECTED, FindingCode.STATUS_KNOWLEDGE_DIFFERS, Outcome.NOTICE);
    assertThat(then.facts())
        .containsEntry("status", "VALID")
        .containsEntry("asOf", day(25).toString());
    VerificationReport past = new Desk().at(day(25)).knownAt(day(25)).judge(doc);
    Finding later =
        Reports.expect(
            past, Verdict.ACCEPTED, FindingCode.STATUS_KNOWLEDGE_DIFFERS, Outcome.NOTICE);
    assertThat(later.facts())
        .containsEntry("status", "ENDED")
        .containsEntry("kind", "ANNULLED")
        .containsEntry("effectiveFrom", day(0).toString())
        .containsEntry("recordedAt", day(30).toString());
  }

  @Test
  void both_answers_stand_in_the_text_a_clerk_reads() {
    VerificationReport past = new Desk().at(day(25)).knownAt(day(25)).judge(annulled());
    assertThat(ReportText.of(past, Locale.SIMPLIFIED_CHINESE)).contains("答案不同：已终止（撤销）");
    assertThat(ReportText.of(past, Locale.ENGLISH))
        .contains("the answer is another: ended (Annulled)");
  }

  @Test
  void without_the_evidence_every_day_is_undecided() {
    for (int n : new int[] {5, 15, 25, 35}) {
      VerificationReport report = new Desk().at(day(n)).judge(withLists());
      Reports.expect(
          report, Verdict.UNDECIDED, FindingCode.STATUS_UNAVAILABLE, Outcome.INCONCLUSIVE);
    }
  }

  @Test
  void a_restriction_is_told_and_decides_nothing() {
    Restriction sealed =
        new Restriction(
            Restriction.Kind.SEALED_UP, "示法查〔2026〕1号", "示例市人民法院", false, day(3), day(4));
    Restriction mortgaged =
        new Restriction(Restriction.Kind.MORTGAGED, "示抵2号", null, false, day(5), day(5));
    Restriction lifted =
        new Restriction(Restriction.Kind.SEALED_UP, "示法查〔2026〕1号", null, true, day(20), day(20));
    Doc doc =
        withLists()
            .with(
                1,
                asserted(
                    List.of(sealed, mortgaged, lifted),
                    Entry.of(StatusValue.VALID, day(0), day(0))));
    assertThat(restrictions(new Desk().at(day(2)).judge(doc))).isEmpty();
    assertThat(restrictions(new Desk().at(day(10)).judge(doc)))
        .containsExactly("SEALED_UP", "MORTGAGED");
    assertThat(restrictions(new Desk().at(day(21)).judge(doc))).containsExactly("MORTGAGED");
    Reports.accepted(new Desk().at(day(10)).judge(doc));
    assertThat(restrictions(new Desk().at(day(3)).knownAt(day(3)).judge(doc))).isEmpty();
  }

  @Test
  void of_two_words_of_one_second_the_one_that_tells_of_a_restriction_counts() {
    Restriction sealed =
        new Restriction(
            Restriction.Kind.SEALED_UP, "示法查〔2026〕1号", "示例市人民法院", false, day(3), day(4));
    Entry valid = Entry.of(StatusValue.VALID, day(0), day(0));
    Evidence before = asserted(List.of(), valid);
    Evidence after = asserted(List.of(sealed), valid);
    for (List<Evidence> order : List.of(List.of(before, after), List.of(after, before))) {
      Doc doc = withLists().with(1, order.get(0)).with(1, order.get(1));
      assertThat(restrictions(new Desk().at(day(10)).judge(doc))).containsExactly("SEALED_UP");
    }
  }

  private static List<String> restrictions(VerificationReport report) {
    return report.findings().stream()
        .filter(f -> f.code().equals(FindingCode.LICENCE_RESTRICTED.name()))
        .map(f -> f.facts().get("restriction"))
        .toList();
  }
}
