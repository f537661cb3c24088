package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.report.Answer;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.verification.RandomFindings.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The properties of the verdict rule. Each is a search for a counter-example: it must find none for
 * our rule, and one for a rule that is broken on purpose.
 */
class VerdictPropertiesTest {
  private static final int ROUNDS = 20_000;

  private long seed;

  /** A verdict rule, ours or a broken one. */
  @FunctionalInterface
  interface Rule {
    Conclusion apply(Case c);
  }

  /** A property: describes a counter-example, if this case is one. */
  @FunctionalInterface
  interface Property {
    Optional<String> refutedBy(Rule rule, RandomFindings random);
  }

  private static final Rule OURS =
      c -> Verdicts.of(c.findings(), c.signatures(), c.policy(), c.presentation());

  @BeforeEach
  void seed(TestInfo test) {
    seed = Long.getLong("hufu.seed", System.nanoTime());
    System.out.println(test.getDisplayName() + " seed " + seed + " (repeat with -Dhufu.seed)");
  }

  @Test
  void adding_a_finding_never_turns_REJECTED_into_ACCEPTED() {
    Property property =
        (rule, random) -> {
          Case before = random.next();
          List<Finding> more = new ArrayList<>(before.findings());
          more.add(random.below(more.size() + 1), random.finding(before.signatures()));
          Case after = before.with(more);
          return when(
              verdict(rule, before) == Verdict.REJECTED && verdict(rule, after) == Verdict.ACCEPTED,
              before,
              after);
        };
    holds(property);
    // Broken: a failure is forgiven when the same topic also passed.
    caught(property, onFindings(BrokenRules::forgiveWherePassed));
  }

  @Test
  void removing_evidence_never_turns_UNDECIDED_or_REJECTED_into_ACCEPTED() {
    Property property =
        (rule, random) -> {
          Case before = random.next();
          int n = 1 + random.below(3);
          int m = 1 + random.below(2);
          Case after =
              before.with(without(before, f -> f.subject().equals(FindingSubject.evidence(n, m))));
          return when(
              verdict(rule, before) != Verdict.ACCEPTED && verdict(rule, after) == Verdict.ACCEPTED,
              before,
              after);
        };
    holds(property);
    // Broken: a bad item of evidence rejects, so that leaving it out helps.
    caught(property, onFindings(BrokenRules::evidenceCountsLikeItsSignature));
  }

  @Test
  void evidence_of_one_signature_never_counts_for_another() {
    Property property =
        (rule, random) -> {
          Case before = random.next();
          int n = 1 + random.below(3);
          Case after =
              before.with(
                  without(before, f -> f.subject().isEvidence() && f.subject().signature() != n));
          if (n > before.signatures()) {
            return Optional.empty();
          }
          boolean differs =
              rule.apply(before).signatures().get(n - 1)
                  != rule.apply(after).signatures().get(n - 1);
          return when(differs, before, after);
        };
    holds(property);
    // Broken: what passed for any signature passes for the document.
    caught(property, onFindings(BrokenRules::passedForAll));
  }

  @Test
  void bogus_evidence_never_turns_a_good_licence_red_or_grey() {
    Property property =
        (rule, random) -> {
          Case before = random.next();
          List<Finding> more = new ArrayList<>(before.findings());
          for (int i = 0; i < 3; i++) {
            Finding f = random.finding(before.signatures());
            int n = Math.max(1, f.subject().signature());
            FindingSubject item = FindingSubject.evidence(n, 9);
            Outcome bad = random.below(2) == 0 ? Outcome.FAILED : Outcome.INCONCLUSIVE;
            more.add(new Finding(f.topic(), bad, f.code(), item, "", f.facts(), null));
          }
          Case after = before.with(more);
          return when(!rule.apply(before).equals(rule.apply(after)), before, after);
        };
    holds(property);
    caught(property, onFindings(BrokenRules::evidenceCountsLikeItsSignature));
  }

  @Test
  void an_outage_never_rejects() {
    Property property =
        (rule, random) -> {
          Case before = random.next();
          List<Finding> more = new ArrayList<>(before.findings());
          Finding f = random.finding(before.signatures());
          more.add(
              new Finding(
                  f.topic(), Outcome.INCONCLUSIVE, f.code(), f.subject(), "", f.facts(), null));
          Case after = before.with(more);
          Conclusion then = rule.apply(after);
          boolean worse = rule.apply(before).verdict() != Verdict.REJECTED;
          return when(worse && then.verdict() == Verdict.REJECTED, before, after);
        };
    holds(property);
    // Broken: what could not be established counts as failed.
    caught(property, onFindings(fs -> fs.stream().map(BrokenRules::harsh).toList()));
  }

  @Test
  void ACCEPTED_means_that_the_decisive_check_of_every_required_topic_passed() {
    Property property =
        (rule, random) -> {
          Case c = random.next();
          boolean some = false;
          for (int n = 1; n <= c.signatures(); n++) {
            some |= decided(c, n);
          }
          return when(verdict(rule, c) == Verdict.ACCEPTED && !some, c, c);
        };
    holds(property);
    // Broken: a skipped check counts as a passed one.
    caught(property, onFindings(fs -> fs.stream().map(BrokenRules::lenient).toList()));
  }

  @Test
  void reason_answers_and_verdict_never_contradict_each_other() {
    Property property =
        (rule, random) -> {
          Case c = random.next();
          Conclusion said = rule.apply(c);
          boolean rejected = said.verdict() == Verdict.REJECTED;
          boolean wrong =
              rejected != (said.reason() != null)
                  || (said.reason() == ReasonClass.NOT_AUTHENTIC) != (said.authentic() == Answer.NO)
                  || (said.reason() == ReasonClass.NOT_IN_FORCE && said.inForce() != Answer.NO)
                  || (said.reason() == ReasonClass.NOT_ACCEPTABLE_HERE
                      && said.acceptableHere() != Answer.NO)
                  || (said.verdict() == Verdict.ACCEPTED
                      && c.policy().yieldsLicence()
                      && (c.policy().level(Topic.CONTENT) == AcceptancePolicy.Level.REQUIRED)
                      && (said.authentic() != Answer.YES || said.acceptableHere() != Answer.YES));
          return when(wrong, c, c);
        };
    holds(property);
    // Broken: always gives the mildest reason.
    caught(
        property,
        c -> {
          Conclusion said = OURS.apply(c);
          return new Conclusion(
              said.verdict(),
              said.reason() == null ? null : ReasonClass.NOT_ACCEPTABLE_HERE,
              said.authentic(),
              said.inForce(),
              said.acceptableHere(),
              said.signatures());
        });
  }

  private void holds(Property property) {
    assertThat(search(property, OURS)).as("counter-example, seed " + seed).isEmpty();
  }

  private void caught(Property property, Rule broken) {
    assertThat(search(property, broken)).as("the broken rule is caught, seed " + seed).isPresent();
  }

  private Optional<String> search(Property property, Rule rule) {
    RandomFindings random = new RandomFindings(seed);
    for (int i = 0; i < ROUNDS; i++) {
      Optional<String> refuted = property.refutedBy(rule, random);
      if (refuted.isPresent()) {
        return refuted;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> when(boolean refuted, Case before, Case after) {
    return refuted ? Optional.of(before + "\n-> " + after) : Optional.empty();
  }

  private static Verdict verdict(Rule rule, Case c) {
    return rule.apply(c).verdict();
  }

  private static Rule onFindings(UnaryOperator<List<Finding>> change) {
    return c -> OURS.apply(c.with(change.apply(c.findings())));
  }

  private static List<Finding> without(Case c, java.util.function.Predicate<Finding> gone) {
    return c.findings().stream().filter(gone.negate()).toList();
  }

  private static boolean decided(Case c, int n) {
    return java.util.Arrays.stream(Topic.values())
        .filter(t -> c.policy().level(t) == AcceptancePolicy.Level.REQUIRED)
        .allMatch(
            t ->
                c.findings().stream()
                    .anyMatch(
                        f ->
                            f.topic() == t
                                && f.outcome() == Outcome.PASSED
                                && f.code().equals(t.decisive().name())
                                && (f.subject().signature() == n || f.subject().signature() == 0)));
  }

  @Test
  void not_signed_is_rejected_as_not_authentic() {
    Conclusion said =
        Verdicts.of(
            List.of(Finding.of(FindingCode.NOT_SIGNED, Outcome.FAILED, FindingSubject.DOCUMENT)),
            0,
            AcceptancePolicy.offline(),
            false);
    assertThat(said.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(said.reason()).isEqualTo(ReasonClass.NOT_AUTHENTIC);
  }
}
