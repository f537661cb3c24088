package io.hufu.exchange.message;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a request stands, on either side.
 *
 * <p>It ends exactly once: nothing leads from one of the three ends to another of them.
 */
public enum RequestState {
  /** Made and not known to have arrived; with the provider: arrived and not answered. */
  OPEN,
  /** The provider has given a receipt for it. */
  DELIVERED,
  /** Answered with presentations. */
  ANSWERED,
  /** Answered with a refusal. */
  REFUSED,
  /** Answered with the wish to correct it; a corrected one is a request of its own. */
  CORRECTION_ASKED,
  /** The requester has said that the answer served its matter. */
  USED,
  /** The requester has said that the answer was not needed. */
  NOT_USED,
  /** The requester doubts the answer, and asks the provider to check it. */
  DISPUTED;

  private static final Set<RequestState> ENDS = EnumSet.of(ANSWERED, REFUSED, CORRECTION_ASKED);
  private static final Set<RequestState> AFTERMATH = EnumSet.of(USED, NOT_USED, DISPUTED);

  /** Tells whether the request has ended: no further answer counts. */
  public boolean ended() {
    return this != OPEN && this != DELIVERED;
  }

  /** Tells whether this may follow at once. */
  public boolean mayBecome(RequestState next) {
    return switch (this) {
      case OPEN -> next == DELIVERED || ENDS.contains(next);
      case DELIVERED -> ENDS.contains(next);
      case ANSWERED -> AFTERMATH.contains(next);
      case DISPUTED -> next == USED || next == NOT_USED;
      case USED, NOT_USED -> next == DISPUTED;
      case REFUSED, CORRECTION_ASKED -> false;
    };
  }
}
