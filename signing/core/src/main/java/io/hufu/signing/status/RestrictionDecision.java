package io.hufu.signing.status;

import io.hufu.model.Restriction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that imposes or lifts a restriction. Immutable.
 *
 * @param number of the decision that imposed it, also when it is lifted
 * @param effectiveFrom from when on it is imposed or lifted
 * @param by who decided; null when that is the authority of the register
 */
public record RestrictionDecision(
    Restriction.Kind kind, String number, Instant effectiveFrom, @Nullable String by) {
  /** What is recorded of it. */
  Restriction recorded(boolean lifted, Instant at) {
    return new Restriction(kind, number, by, lifted, effectiveFrom, at);
  }

  boolean standsIn(Iterable<Restriction> restrictions) {
    for (Restriction restriction : restrictions) {
      if (restriction.kind() == kind && restriction.decision().equals(number)) {
        return true;
      }
    }
    return false;
  }
}
