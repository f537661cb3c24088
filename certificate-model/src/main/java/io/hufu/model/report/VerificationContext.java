package io.hufu.model.report;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a check may know beside the document. Immutable and thread-safe. */
public interface VerificationContext {
  /** Returns the trust list. */
  TrustList trust();

  /** Returns the policy. */
  AcceptancePolicy policy();

  /** Returns the licence types. */
  Catalogue catalogue();

  /** Returns the period that is judged: one instant, or a whole China day. */
  Period at();

  /** Returns the instant whose knowledge is used; "now" for revocation. */
  Instant knownAt();

  /** Returns the earliest trusted proof that signature {@code n} existed, when there is one. */
  Optional<Instant> provenAt(int signature);

  /** Returns the evidence that was given beside the document; some may belong to others. */
  List<Evidence> supplied();

  /** Returns the validated path of signature {@code n}, leaf first, when there is one. */
  Optional<List<io.hufu.crypto.Certificate>> path(int signature);

  /**
   * A closed span of time.
   *
   * @param from first instant
   * @param to last instant, not before {@code from}
   */
  record Period(Instant from, Instant to) {
    /** Refuses a negative span. */
    public Period {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("period ends before it starts");
      }
    }

    /** Makes a span of one instant. */
    public static Period of(Instant instant) {
      return new Period(instant, instant);
    }
  }
}
