package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;
import static io.hufu.model.report.Outcome.SKIPPED;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.KeyBinding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Presentation;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Is the presenter the holder: signed by the licence's key, for this audience and nonce, just now?
 *
 * <p>The steps are those of RFC 9901 §7.3. The carrier has verified the holder's signature.
 */
final class HolderBound implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    if (!judgement.presentation()) {
      return List.of(finding(FindingCode.HOLDER_BOUND, SKIPPED, Map.of()));
    }
    Presentation presented = subject.presented();
    if (presented == null && subject.presentation()) {
      return List.of(); // a carrier that judges its presentations by itself
    }
    KeyBinding binding = presented == null ? null : presented.binding();
    if (binding == null) {
      boolean asked = judgement.challenge().isPresent();
      return List.of(
          finding(FindingCode.HOLDER_NOT_BOUND, asked ? FAILED : INCONCLUSIVE, Map.of()));
    }
    if (binding.state() != KeyBinding.State.INTACT) {
      return List.of(finding(codeOf(binding.state()), FAILED, Map.of("detail", binding.detail())));
    }
    List<Finding> findings = new ArrayList<>();
    findings.addAll(algorithm(binding, judgement));
    findings.addAll(challenge(binding, judgement));
    findings.addAll(age(binding, judgement));
    return findings.isEmpty()
        ? List.of(finding(FindingCode.HOLDER_BOUND, PASSED, facts(binding)))
        : findings;
  }

  private static FindingCode codeOf(KeyBinding.State state) {
    return switch (state) {
      case KEY_MISSING -> FindingCode.HOLDER_KEY_MISSING;
      case SIGNATURE_INVALID -> FindingCode.HOLDER_SIGNATURE_INVALID;
      case CONTENT_DIFFERS -> FindingCode.PRESENTATION_OTHER_CONTENT;
      case MALFORMED, INTACT -> FindingCode.HOLDER_BINDING_MALFORMED;
    };
  }

  /** A holder's signature is always young, so an algorithm that has ended is refused at once. */
  private static List<Finding> algorithm(KeyBinding binding, Judgement judgement) {
    SignatureAlgorithm algorithm = binding.algorithm();
    Instant end = algorithm == null ? null : judgement.policy().algorithms().get(algorithm);
    if (end != null && judgement.knownAt().isBefore(end)) {
      return List.of();
    }
    return List.of(
        new Finding(
            Topic.HOLDER,
            FAILED,
            FindingCode.ALGORITHM_REFUSED.name(),
            FindingSubject.DOCUMENT,
            "",
            Map.of("algorithm", String.valueOf(algorithm)),
            FindingCode.ALGORITHM_REFUSED.etsi()));
  }

  /** Without a challenge of one's own, a presentation may be somebody else's, replayed. */
  private static List<Finding> challenge(KeyBinding binding, Judgement judgement) {
    if (judgement.challenge().isEmpty()) {
      return List.of(finding(FindingCode.PRESENTATION_UNASKED, INCONCLUSIVE, facts(binding)));
    }
    Verifier.Challenge asked = judgement.challenge().get();
    List<Finding> findings = new ArrayList<>();
    if (!asked.audience().equals(binding.audience())) {
      findings.add(
          finding(
              FindingCode.PRESENTATION_OTHER_AUDIENCE,
              FAILED,
              Map.of("audience", binding.audience() + "", "asked", asked.audience())));
    }
    if (!asked.nonce().equals(binding.nonce())) {
      findings.add(finding(FindingCode.PRESENTATION_OTHER_NONCE, FAILED, Map.of()));
    }
    return findings;
  }

  private static List<Finding> age(KeyBinding binding, Judgement judgement) {
    Instant made = binding.presentedAt();
    Instant now = judgement.knownAt();
    if (made == null || Clocks.liesAhead(made, now)) {
      return List.of(finding(FindingCode.PRESENTATION_FROM_FUTURE, FAILED, facts(binding)));
    }
    // Clocks may differ: what is a minute too old by ours need not be.
    Instant oldest = now.minus(judgement.policy().presenting().maxAge()).minus(Clocks.SKEW);
    Instant end = binding.expiresAt();
    boolean over = end != null && !now.isBefore(end.plus(Clocks.SKEW));
    if (over || made.isBefore(oldest)) {
      return List.of(finding(FindingCode.PRESENTATION_TOO_OLD, FAILED, facts(binding)));
    }
    return List.of();
  }

  /** The nonce stays out: it is the verifier's, and a report may be read by others. */
  private static Map<String, String> facts(KeyBinding binding) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("audience", String.valueOf(binding.audience()));
    facts.put("presentedAt", String.valueOf(binding.presentedAt()));
    if (binding.expiresAt() != null) {
      facts.put("expiresAt", String.valueOf(binding.expiresAt()));
    }
    return facts;
  }

  private static Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
    return Finding.of(code, outcome, FindingSubject.DOCUMENT, facts);
  }
}
