package io.hufu.verification;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws cases for the properties of the verdict rule.
 *
 * <p>Many start out as acceptable but for one topic, the focus, which half of the other findings
 * are about: counter-examples live near the border.
 */
final class RandomFindings {
  private static final List<AcceptancePolicy> POLICIES =
      List.of(
          AcceptancePolicy.offline(),
          AcceptancePolicy.strict(),
          AcceptancePolicy.renewal(),
          AcceptancePolicy.archive(),
          AcceptancePolicy.signatureOnly());

  private final Random random;
  private Topic focus = Topic.INTEGRITY;

  RandomFindings(long seed) {
    this.random = new Random(seed);
  }

  /** One case. */
  record Case(
      List<Finding> findings, int signatures, AcceptancePolicy policy, boolean presentation) {
    Case with(List<Finding> others) {
      return new Case(others, signatures, policy, presentation);
    }
  }

  Case next() {
    focus = Topic.values()[random.nextInt(Topic.values().length)];
    int signatures = random.nextInt(4);
    List<Finding> findings = new ArrayList<>();
    for (int n = 1; n <= signatures; n++) {
      if (random.nextBoolean()) {
        findings.addAll(good(n));
        if (random.nextBoolean()) {
          findings.removeIf(f -> f.topic() == focus);
        }
      }
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      findings.add(random.nextInt(findings.size() + 1), finding(signatures));
    }
    AcceptancePolicy policy = POLICIES.get(random.nextInt(POLICIES.size()));
    return new Case(findings, signatures, policy, random.nextInt(4) == 0);
  }

  /** All topics satisfied; time and ledger by evidence. */
  List<Finding> good(int n) {
    List<Finding> findings = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      boolean byEvidence = topic == Topic.TIME || topic == Topic.LEDGER;
      findings.add(
          Finding.of(
              topic.decisive(),
              Outcome.PASSED,
              byEvidence ? FindingSubject.evidence(n, 1) : FindingSubject.signature(n)));
    }
    return findings;
  }

  Finding finding(int signatures) {
    Topic any = Topic.values()[random.nextInt(Topic.values().length)];
    Topic topic = random.nextBoolean() ? focus : any;
    FindingCode[] codes = FindingCode.values();
    FindingCode code =
        random.nextBoolean() ? topic.decisive() : codes[random.nextInt(codes.length)];
    Outcome outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
    return new Finding(topic, outcome, code.name(), subject(signatures), "", Map.of(), null);
  }

  private FindingSubject subject(int signatures) {
    int n = random.nextInt(signatures + 1);
    return n == 0 ? FindingSubject.DOCUMENT : new FindingSubject(n, random.nextInt(3));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
