package io.hufu.verification;

import io.hufu.model.Restriction;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.verification.StatusWord.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What else a word says: the answer to those who know less or more, and the restrictions.
 *
 * <p>An annulment of today changes what was so last month, but not what anybody could know then.
 * Both are said; the verdict rests on the knowledge that was asked for.
 */
final class StatusKnowledge {
  private final SignatureCase signature;
  private final Judgement judgement;

  StatusKnowledge(SignatureCase signature, Judgement judgement) {
    this.signature = signature;
    this.judgement = judgement;
  }

  /** The answers at other times of knowledge, where they differ. */
  List<Finding> differences(StatusWord word, Instant at) {
    Instant knownAt = judgement.knownAt();
    Optional<Said> said = word.at(at, knownAt);
    List<Finding> found = new ArrayList<>();
    Instant then = judgement.at().to();
    if (then.isBefore(knownAt)) {
      difference(said, word.at(at, then), then).ifPresent(found::add);
    }
    if (knownAt.isBefore(word.thisUpdate())) {
      difference(said, word.at(at, Instant.MAX), word.thisUpdate()).ifPresent(found::add);
    }
    return found;
  }

  private Optional<Finding> difference(Optional<Said> said, Optional<Said> other, Instant asOf) {
    if (said.isEmpty() || other.isEmpty() || said.get().saysTheSameAs(other.get())) {
      return Optional.empty();
    }
    TreeMap<String, String> facts = new TreeMap<>(other.get().facts());
    facts.put("status", other.get().value().name());
    facts.put("asOf", asOf.toString());
    return Optional.of(
        signature.finding(FindingCode.STATUS_KNOWLEDGE_DIFFERS, Outcome.NOTICE, facts));
  }

  List<Finding> restrictions(StatusWord word, Instant at) {
    return word.restrictions(at, judgement.knownAt()).stream().map(this::restricted).toList();
  }

  private Finding restricted(Restriction restriction) {
    TreeMap<String, String> facts = new TreeMap<>();
    facts.put("restriction", restriction.kind().name());
    facts.put("decision", restriction.decision());
    facts.put("effectiveFrom", restriction.effectiveFrom().toString());
    facts.put("recordedAt", restriction.recordedAt().toString());
    String by = restriction.by();
    if (by != null) {
      facts.put("by", by);
    }
    return signature.finding(FindingCode.LICENCE_RESTRICTED, Outcome.NOTICE, facts);
  }
}
