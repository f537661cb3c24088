package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.model.StatusValue;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.verification.StatusWord.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the status of a licence is over a period, by the newest word for each instant of it.
 *
 * <p>A word that is out of date still says that a licence has ended or was replaced; it no longer
 * says that one is in force or suspended.
 */
final class StatusOverTime {
  private final SignatureCase signature;
  private final List<StatusWord> words;
  private final int unrelated;
  private final Judgement judgement;

  StatusOverTime(SignatureCase signature, StatusEvidence evidence, Judgement judgement) {
    this.signature = signature;
    this.unrelated = evidence.unrelated();
    // Of two words of one second the one that tells more is the newer: records are only added.
    this.words =
        evidence.words().stream()
            .sorted(
                Comparator.comparing(StatusWord::thisUpdate)
                    .thenComparing(StatusWord::recorded)
                    .reversed())
            .toList();
    this.judgement = judgement;
  }

  /** What holds over the whole period, what others would have known, and what stands beside it. */
  List<Finding> judge() {
    List<Finding> findings = new ArrayList<>();
    findings.add(overall());
    StatusKnowledge knowledge = new StatusKnowledge(signature, judgement);
    Period period = judgement.at();
    for (Instant instant : new TreeSet<>(List.of(period.from(), period.to()))) {
      newest(instant)
          .ifPresent(
              word -> {
                findings.addAll(knowledge.differences(word, instant));
                findings.addAll(knowledge.restrictions(word, instant));
              });
    }
    return findings.stream().distinct().toList();
  }

  /** One finding: what holds over the whole period, or that it changes or is not known. */
  private Finding overall() {
    Period period = judgement.at();
    TreeSet<Instant> points = new TreeSet<>(List.of(period.from(), period.to()));
    words.stream()
        .flatMap(word -> word.changes().stream())
        .filter(change -> change.isAfter(period.from()) && change.isBefore(period.to()))
        .forEach(points::add);
    List<Finding> found = points.stream().map(this::at).toList();
    boolean passed = found.stream().anyMatch(f -> f.outcome() == PASSED);
    boolean failed = found.stream().anyMatch(f -> f.outcome() == FAILED);
    return found.stream()
        .filter(f -> f.outcome() == INCONCLUSIVE)
        .findFirst()
        .orElseGet(
            () ->
                passed && failed
                    ? signature.finding(FindingCode.VALIDITY_CHANGES_ON_DAY, INCONCLUSIVE)
                    : found.get(0));
  }

  private Optional<StatusWord> newest(Instant instant) {
    return words.stream().filter(w -> w.speaksOf(instant)).findFirst();
  }

  private Finding at(Instant instant) {
    Optional<StatusWord> word = newest(instant);
    if (word.isEmpty() || !knows(word.get())) {
      return signature.finding(
          FindingCode.STATUS_UNAVAILABLE,
          INCONCLUSIVE,
          unrelated == 0 ? Map.of() : Map.of("unrelated", Integer.toString(unrelated)));
    }
    // Before the first entry took effect the issuer says nothing against it: the dates decide.
    Said said =
        word.get()
            .at(instant, judgement.knownAt())
            .orElseGet(() -> new Said(StatusValue.VALID, new TreeMap<>()));
    boolean forGood =
        word.get().endsForGood()
            && (said.value() == StatusValue.ENDED || said.value() == StatusValue.SUPERSEDED);
    if (stale(word.get()) && !forGood) {
      return signature.finding(
          FindingCode.STATUS_STALE,
          INCONCLUSIVE,
          Map.of(
              "thisUpdate", word.get().thisUpdate().toString(),
              "nextUpdate", word.get().nextUpdate().toString()));
    }
    return finding(said, word.get());
  }

  /** Whether anything had been recorded when the question was what was known. */
  private boolean knows(StatusWord word) {
    return word.at(Instant.MAX, judgement.knownAt()).isPresent();
  }

  private boolean stale(StatusWord word) {
    Duration maxAge = judgement.policy().statusMaxAge();
    Instant knownAt = judgement.knownAt();
    return word.nextUpdate().isBefore(knownAt)
        || (maxAge != null && word.thisUpdate().isBefore(knownAt.minus(maxAge)));
  }

  private Finding finding(Said said, StatusWord word) {
    TreeMap<String, String> facts = new TreeMap<>(said.facts());
    facts.put("thisUpdate", word.thisUpdate().toString());
    facts.put("nextUpdate", word.nextUpdate().toString());
    facts.put("token", word.digest());
    return switch (said.value()) {
      case VALID -> finding(FindingCode.STATUS_VALID, PASSED, facts);
      case SUSPENDED -> finding(FindingCode.LICENCE_SUSPENDED, FAILED, facts);
      case NOT_ACTIVE -> finding(FindingCode.LICENCE_NOT_YET_VALID, FAILED, facts);
      case SUPERSEDED -> finding(FindingCode.LICENCE_SUPERSEDED, FAILED, facts);
      case ENDED -> {
        facts.putIfAbsent("kind", "ENDED"); // a list does not say how
        yield finding(FindingCode.LICENCE_ENDED, FAILED, facts);
      }
      case TRANSFERRED -> finding(FindingCode.LICENCE_TRANSFERRED, INCONCLUSIVE, facts);
      case OTHER -> finding(FindingCode.LICENCE_STATUS_OTHER, INCONCLUSIVE, facts);
    };
  }

  private Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
    return signature.finding(code, outcome, facts);
  }
}
