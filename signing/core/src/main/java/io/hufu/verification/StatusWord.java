package io.hufu.verification;

import io.hufu.model.Restriction;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusListToken;
import io.hufu.model.StatusReference;
import io.hufu.model.StatusValue;
import io.hufu.model.report.FindingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One verified word of the issuer on the status of one licence. Immutable. */
interface StatusWord {
  Instant thisUpdate();

  /** Digest of the signed token, for whoever wants to keep what was relied on. */
  String digest();

  /** By when a newer word is promised. */
  Instant nextUpdate();

  /** Whether an end that it tells of still counts when it is out of date. */
  default boolean endsForGood() {
    return true; // an assertion names the decision, and nothing follows an end
  }

  /** Whether it can speak of an instant at all. */
  boolean speaksOf(Instant at);

  /** What was so at an instant, by what had been recorded at another; empty: nothing yet. */
  Optional<Said> at(Instant at, Instant knownAt);

  /** What stands beside the status then; empty where the word does not speak of it. */
  default List<Restriction> restrictions(Instant at, Instant knownAt) {
    return List.of();
  }

  /** Instants at which the answer may change. */
  List<Instant> changes();

  /** How many records it tells of, which in words of one register only grows. */
  default int recorded() {
    return changes().size();
  }

  /**
   * A status and where it comes from.
   *
   * @param facts for the report: both times, decision, successor
   */
  record Said(StatusValue value, TreeMap<String, String> facts) {
    boolean saysTheSameAs(Said other) {
      return value == other.value
          && Objects.equals(facts.get("kind"), other.facts.get("kind"))
          && Objects.equals(facts.get("successor"), other.facts.get("successor"));
    }
  }

  /** A status assertion: speaks of every instant. */
  record Asserted(StatusAssertion assertion, String digest) implements StatusWord {
    @Override
    public Instant thisUpdate() {
      return assertion.thisUpdate();
    }

    @Override
    public Instant nextUpdate() {
      return assertion.nextUpdate();
    }

    @Override
    public boolean speaksOf(Instant at) {
      return true;
    }

    @Override
    public Optional<Said> at(Instant at, Instant knownAt) {
      return assertion.statusAt(at, knownAt).map(Asserted::said);
    }

    private static Said said(StatusAssertion.Entry entry) {
      TreeMap<String, String> facts = new TreeMap<>();
      facts.put("effectiveFrom", entry.effectiveFrom().toString());
      facts.put("recordedAt", entry.recordedAt().toString());
      put(facts, "kind", entry.kind());
      put(facts, "decision", entry.decision());
      put(facts, "successor", entry.successor());
      put(facts, "by", entry.by());
      put(facts, "reason", entry.reason());
      return new Said(entry.value(), facts);
    }

    private static void put(TreeMap<String, String> facts, String name, @Nullable Object value) {
      if (value != null) {
        facts.put(name, value.toString());
      }
    }

    @Override
    public List<Restriction> restrictions(Instant at, Instant knownAt) {
      return assertion.restrictionsAt(at, knownAt);
    }

    @Override
    public List<Instant> changes() {
      return assertion.history().stream().map(StatusAssertion.Entry::effectiveFrom).toList();
    }

    @Override
    public int recorded() {
      return assertion.history().size() + assertion.restrictions().size();
    }
  }

  /** A value of a status list: speaks of the time since the list was issued. */
  record Listed(StatusListToken token, StatusValue value, String digest) implements StatusWord {
    /** A list that promises nothing is believed for a day. */
    private static final Duration UNPROMISED = Duration.ofDays(1);

    /** A list has a number and no decision: out of date it is no word at all. */
    @Override
    public boolean endsForGood() {
      return false;
    }

    /** Looks a licence up. */
    static Listed of(StatusListToken token, StatusReference reference, String digest)
        throws UnusableStatus {
      OptionalInt code = token.list().value(reference.index());
      if (code.isEmpty()) {
        throw new UnusableStatus(
            FindingCode.STATUS_INDEX_OUT_OF_RANGE,
            "the list has " + token.list().size() + " places, not one at " + reference.index());
      }
      StatusValue value =
          StatusValue.ofCode(code.getAsInt())
              .orElseThrow(
                  () ->
                      new UnusableStatus(
                          FindingCode.STATUS_EVIDENCE_INVALID,
                          "the list has the undefined value " + code.getAsInt()));
      return new Listed(token, value, digest);
    }

    @Override
    public Instant thisUpdate() {
      return token.issuedAt();
    }

    @Override
    public Instant nextUpdate() {
      Instant expires = token.expiresAt();
      Duration keep = token.timeToLive();
      Instant kept = token.issuedAt().plus(keep == null ? UNPROMISED : keep);
      if (expires == null) {
        return kept;
      }
      return keep != null && kept.isBefore(expires) ? kept : expires;
    }

    @Override
    public boolean speaksOf(Instant at) {
      return !at.isBefore(token.issuedAt());
    }

    @Override
    public Optional<Said> at(Instant at, Instant knownAt) {
      TreeMap<String, String> facts = new TreeMap<>();
      facts.put("recordedAt", token.issuedAt().toString());
      return Optional.of(new Said(value, facts));
    }

    @Override
    public List<Instant> changes() {
      return List.of(token.issuedAt());
    }
  }
}
