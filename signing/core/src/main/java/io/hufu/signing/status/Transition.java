package io.hufu.signing.status;

import io.hufu.model.LicenceIdentifier;
import io.hufu.model.StatusValue;
import io.hufu.model.StatusValue.EndKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a licence's status that somebody decided. Immutable.
 *
 * @param value what the status becomes
 * @param kind how it ended; present exactly when the value is ENDED
 * @param effectiveFrom from when on it is so; may lie before or after the record
 * @param decision number of the decision; null when there is none
 * @param successor identifier of the licence that replaces this one; null unless SUPERSEDED
 */
public record Transition(
    StatusValue value,
    @Nullable EndKind kind,
    Instant effectiveFrom,
    @Nullable String decision,
    @Nullable LicenceIdentifier successor) {
  /** Refuses an end without its kind, and a kind without an end. */
  public Transition {
    if ((value == StatusValue.ENDED) != (kind != null)) {
      throw new IllegalArgumentException("a kind belongs to ENDED and only to it");
    }
  }

  /** Suspends (暂扣) a valid licence. */
  public static Transition suspend(Instant effectiveFrom, @Nullable String decision) {
    return new Transition(StatusValue.SUSPENDED, null, effectiveFrom, decision, null);
  }

  /** Lifts a suspension. */
  public static Transition restore(Instant effectiveFrom, @Nullable String decision) {
    return new Transition(StatusValue.VALID, null, effectiveFrom, decision, null);
  }

  /** Ends a licence for good; an annulment (撤销) may work back to the grant. */
  public static Transition end(EndKind kind, Instant effectiveFrom, @Nullable String decision) {
    return new Transition(StatusValue.ENDED, kind, effectiveFrom, decision, null);
  }

  /** Replaces a valid licence by another one. */
  public static Transition supersede(
      LicenceIdentifier successor, Instant effectiveFrom, @Nullable String decision) {
    return new Transition(StatusValue.SUPERSEDED, null, effectiveFrom, decision, successor);
  }

  /** Tells whether a licence of that status can change so. */
  boolean isAllowedFrom(StatusValue current) {
    return switch (value) {
      case SUSPENDED, SUPERSEDED -> current == StatusValue.VALID;
      case VALID -> current == StatusValue.SUSPENDED;
      case ENDED -> current == StatusValue.VALID || current == StatusValue.SUSPENDED;
      case NOT_ACTIVE, TRANSFERRED, OTHER -> false;
    };
  }
}
