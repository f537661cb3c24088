package io.hufu.verification;

import static io.hufu.model.report.Topic.AUTHORITY;
import static io.hufu.model.report.Topic.CONTENT;
import static io.hufu.model.report.Topic.HOLDER;
import static io.hufu.model.report.Topic.INTEGRITY;
import static io.hufu.model.report.Topic.LEDGER;
import static io.hufu.model.report.Topic.SIGNER;
import static io.hufu.model.report.Topic.TIME;
import static io.hufu.model.report.Topic.VALIDITY;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.report.Answer;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns findings into verdicts: the only rule that does (docs/findings.md, "Verdict"). */
final class Verdicts {
  private static final Set<Topic> REJECTING =
      EnumSet.of(INTEGRITY, SIGNER, AUTHORITY, CONTENT, VALIDITY, HOLDER);

  /** Proofs that somebody speaks with two tongues; decide whatever the policy asks of LEDGER. */
  static final Set<String> FORKS =
      Set.of(
          FindingCode.LEDGER_CONFLICT.name(),
          FindingCode.STATUS_EPOCH_FORKED.name(),
          FindingCode.STATUS_CONTRADICTED.name(),
          FindingCode.STATUS_REWRITTEN.name());

  private static final Set<Topic> AUTHENTIC = EnumSet.of(INTEGRITY, SIGNER, AUTHORITY, CONTENT);
  private static final Set<Topic> HERE = EnumSet.of(HOLDER, TIME, LEDGER);

  private final List<Finding> findings;
  private final AcceptancePolicy policy;
  private final boolean presentation;

  private Verdicts(List<Finding> findings, AcceptancePolicy policy, boolean presentation) {
    this.findings = findings;
    this.policy = policy;
    this.presentation = presentation;
  }

  /**
   * Concludes.
   *
   * @param signatures how many signatures the document has
   * @param presentation whether HOLDER is required whatever the policy says
   */
  static Conclusion of(
      List<Finding> findings, int signatures, AcceptancePolicy policy, boolean presentation) {
    return new Verdicts(findings, policy, presentation).conclude(signatures);
  }

  private Conclusion conclude(int count) {
    List<Verdict> signatures = IntStream.rangeClosed(1, count).mapToObj(this::signature).toList();
    Verdict verdict = document(signatures);
    int[] speaking =
        IntStream.rangeClosed(1, count)
            .filter(n -> verdict == Verdict.REJECTED || signatures.get(n - 1) == verdict)
            .toArray();
    return new Conclusion(
        verdict,
        verdict == Verdict.REJECTED ? reason() : null,
        broken() ? Answer.NO : together(speaking, this::authentic),
        together(speaking, this::inForce),
        together(speaking, this::acceptableHere),
        signatures);
  }

  private Verdict signature(int n) {
    List<Finding> about = about(n);
    if (about.stream().anyMatch(this::rejects)) {
      return Verdict.REJECTED;
    }
    boolean all =
        Arrays.stream(Topic.values()).filter(this::required).allMatch(t -> satisfied(t, about));
    return all ? Verdict.ACCEPTED : Verdict.UNDECIDED;
  }

  private Verdict document(List<Verdict> signatures) {
    boolean noneLeft =
        !signatures.isEmpty() && signatures.stream().allMatch(Verdict.REJECTED::equals);
    if (broken() || noneLeft) {
      return Verdict.REJECTED;
    }
    return signatures.contains(Verdict.ACCEPTED) ? Verdict.ACCEPTED : Verdict.UNDECIDED;
  }

  /** Findings that count for signature n: about it, its own evidence, or the document. */
  private List<Finding> about(int n) {
    return findings.stream()
        .filter(f -> f.subject().signature() == n || f.subject().signature() == 0)
        .toList();
  }

  /** A topic is satisfied by its decisive check alone, and only when nothing stands against it. */
  private boolean satisfied(Topic topic, List<Finding> about) {
    return about.stream().anyMatch(f -> f.topic() == topic && decides(f))
        && about.stream().noneMatch(f -> f.topic() == topic && blocks(f));
  }

  private static boolean decides(Finding f) {
    return f.outcome() == Outcome.PASSED && f.code().equals(f.topic().decisive().name());
  }

  /** A bad item of evidence neither fails nor blocks: another item may satisfy the topic. */
  private boolean failed(Finding f) {
    boolean escalated = f.outcome() == Outcome.NOTICE && policy.escalated().contains(f.code());
    return !f.subject().isEvidence() && (f.outcome() == Outcome.FAILED || escalated);
  }

  private boolean blocks(Finding f) {
    boolean open = f.outcome() == Outcome.INCONCLUSIVE && !f.subject().isEvidence();
    return open || failed(f);
  }

  private boolean rejects(Finding f) {
    return failed(f) && REJECTING.contains(f.topic()) && required(f.topic());
  }

  /** NOT_SIGNED, another failure of the document's integrity, or evidence of a fork. */
  private boolean broken() {
    return findings.stream().anyMatch(this::breaks);
  }

  private boolean breaks(Finding f) {
    boolean fork = f.topic() == LEDGER && FORKS.contains(f.code());
    return failed(f)
        && !policyRule(f)
        && f.subject().equals(FindingSubject.DOCUMENT)
        && (f.topic() == INTEGRITY || fork);
  }

  private boolean required(Topic topic) {
    return policy.level(topic) == Level.REQUIRED || (topic == HOLDER && presentation);
  }

  private static boolean policyRule(Finding f) {
    return f.code().startsWith("POLICY_") || f.code().equals(FindingCode.PILOT_ONLY.name());
  }

  private @Nullable ReasonClass reason() {
    return findings.stream()
        .filter(f -> breaks(f) || rejects(f))
        .map(Verdicts::classOf)
        .min(ReasonClass::compareTo)
        .orElse(null);
  }

  /** The reason class that a deciding failure belongs to. */
  static ReasonClass classOf(Finding f) {
    if (policyRule(f) || f.topic() == HOLDER) {
      return ReasonClass.NOT_ACCEPTABLE_HERE;
    }
    return f.topic() == VALIDITY ? ReasonClass.NOT_IN_FORCE : ReasonClass.NOT_AUTHENTIC;
  }

  /** What only the policy objects to does not make a document less authentic. */
  private Answer authentic(int n) {
    List<Finding> about = about(n).stream().filter(f -> !policyRule(f)).toList();
    return answer(
        about.stream().anyMatch(f -> rejects(f) && classOf(f) == ReasonClass.NOT_AUTHENTIC),
        AUTHENTIC.stream().allMatch(topic -> satisfied(topic, about)));
  }

  /** Answered even where the policy does not require it: a renewal desk wants to know. */
  private Answer inForce(int n) {
    List<Finding> about = about(n).stream().filter(f -> !policyRule(f)).toList();
    return answer(
        about.stream().anyMatch(f -> f.topic() == VALIDITY && failed(f)),
        satisfied(VALIDITY, about));
  }

  private Answer acceptableHere(int n) {
    List<Finding> about = about(n);
    return answer(
        about.stream().anyMatch(f -> rejects(f) && classOf(f) == ReasonClass.NOT_ACCEPTABLE_HERE),
        authentic(n) == Answer.YES
            && HERE.stream().filter(this::required).allMatch(topic -> satisfied(topic, about)));
  }

  private static Answer answer(boolean no, boolean yes) {
    if (no) {
      return Answer.NO;
    }
    return yes ? Answer.YES : Answer.UNKNOWN;
  }

  private static Answer together(int[] speaking, IntFunction<Answer> answer) {
    List<Answer> answers = Arrays.stream(speaking).mapToObj(answer).toList();
    return answer(
        answers.contains(Answer.NO),
        !answers.isEmpty() && answers.stream().allMatch(Answer.YES::equals));
  }
}
