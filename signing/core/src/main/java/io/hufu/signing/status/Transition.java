package io.hufu.signing.status;

import io.hufu.model.LicenceIdentifier;
import io.hufu.model.StatusAssertion.Entry;
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
 * @param by who decided; null when that is the authority of the register
 * @param reason why, such as the provision that was applied; null when not said
 */
public record Transition(
    StatusValue value,
    @Nullable EndKind kind,
    Instant effectiveFrom,
    @Nullable String decision,
    @Nullable LicenceIdentifier successor,
    @Nullable String by,
    @Nullable String reason) {
  /** Refuses an end without its kind, a kind without an end, and a misplaced successor. */
  public Transition {
    if ((value == StatusValue.ENDED) != (kind != null)) {
      throw new IllegalArgumentException("a kind belongs to ENDED and only to it");
    }
    if ((value == StatusValue.SUPERSEDED) != (successor != null)) {
      throw new IllegalArgumentException("a successor belongs to SUPERSEDED and only to it");
    }
  }

  private static Transition to(
      StatusValue value, Instant effectiveFrom, @Nullable String decision) {
    return new Transition(value, null, effectiveFrom, decision, null, null, null);
  }

  /** Brings a licence into force that was issued but not yet activated. */
  public static Transition activate(Instant effectiveFrom, @Nullable String decision) {
    return to(StatusValue.VALID, effectiveFrom, decision);
  }

  /** Suspends (暂扣) a valid licence. */
  public static Transition suspend(Instant effectiveFrom, @Nullable String decision) {
    return to(StatusValue.SUSPENDED, effectiveFrom, decision);
  }

  /** Lifts a suspension. */
  public static Transition restore(Instant effectiveFrom, @Nullable String decision) {
    return to(StatusValue.VALID, effectiveFrom, decision);
  }

  /** Ends a licence for good; an annulment (撤销) may work back to the grant. */
  public static Transition end(EndKind kind, Instant effectiveFrom, @Nullable String decision) {
    return new Transition(StatusValue.ENDED, kind, effectiveFrom, decision, null, null, null);
  }

  /** Replaces a valid licence by another one. */
  public static Transition supersede(
      LicenceIdentifier successor, Instant effectiveFrom, @Nullable String decision) {
    return new Transition(
        StatusValue.SUPERSEDED, null, effectiveFrom, decision, successor, null, null);
  }

  /** Hands a licence over to another authority's register (办理转出). */
  public static Transition transfer(Instant effectiveFrom, @Nullable String decision) {
    return to(StatusValue.TRANSFERRED, effectiveFrom, decision);
  }

  /** Records a status that only words can describe: a decision or a reason must follow. */
  public static Transition other(Instant effectiveFrom, @Nullable String decision) {
    return to(StatusValue.OTHER, effectiveFrom, decision);
  }

  /** Says who decided, such as a court. */
  public Transition decidedBy(@Nullable String who) {
    return new Transition(value, kind, effectiveFrom, decision, successor, who, reason);
  }

  /** Says why. */
  public Transition because(@Nullable String why) {
    return new Transition(value, kind, effectiveFrom, decision, successor, by, why);
  }

  /** What is recorded of it. */
  Entry recorded(Instant at) {
    return new Entry(value, kind, effectiveFrom, at, decision, successor, by, reason);
  }
}
