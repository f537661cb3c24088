package io.hufu.verification;

import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusListToken;
import io.hufu.model.StatusReference;
import io.hufu.model.StatusValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One verified word of the issuer on the status of one licence. Immutable. */
interface StatusWord {
  Instant thisUpdate();

  /** By when a newer word is promised. */
  Instant nextUpdate();

  /** Whether it can speak of an instant at all. */
  boolean speaksOf(Instant at);

  /** What was so at an instant, by what had been recorded at another; empty: nothing yet. */
  Optional<Said> at(Instant at, Instant knownAt);

  /** Instants at which the answer may change. */
  List<Instant> changes();

  /**
   * A status and where it comes from.
   *
   * @param facts for the report: both times, decision, successor
   */
  record Said(StatusValue value, TreeMap<String, String> facts) {}

  /** A status assertion: speaks of every instant. */
  record Asserted(StatusAssertion assertion) implements StatusWord {
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
      return new Said(entry.value(), facts);
    }

    private static void put(TreeMap<String, String> facts, String name, @Nullable Object value) {
      if (value != null) {
        facts.put(name, value.toString());
      }
    }

    @Override
    public List<Instant> changes() {
      return assertion.history().stream().map(StatusAssertion.Entry::effectiveFrom).toList();
    }
  }

  /** A value of a status list: speaks of the time since the list was issued. */
  record Listed(StatusListToken token, StatusValue value) implements StatusWord {
    /** A list that promises nothing is believed for a day. */
    private static final Duration UNPROMISED = Duration.ofDays(1);

    /** Looks a licence up; empty when the list has no such place or an undefined value there. */
    static Optional<Listed> of(StatusListToken token, StatusReference reference) {
      OptionalInt code = token.list().value(reference.index());
      return token.uri().equals(reference.list()) && code.isPresent()
          ? StatusValue.ofCode(code.getAsInt()).map(value -> new Listed(token, value))
          : Optional.empty();
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
