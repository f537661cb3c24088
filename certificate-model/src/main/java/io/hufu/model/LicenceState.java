package io.hufu.model;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import java.util.Optional;

/** What a licence is at the time asked; a matter says which it accepts. */
public enum LicenceState {
  IN_FORCE,
  NOT_YET_VALID,
  EXPIRED,
  SUSPENDED,
  SUPERSEDED,
  TRANSFERRED,
  /** 撤销. */
  ANNULLED,
  /** 撤回. */
  WITHDRAWN,
  /** 吊销. */
  FORFEITED,
  /** 注销. */
  CANCELLED,
  /** 作废. */
  VOID,
  /** Ended, and the status does not say how. */
  ENDED,
  /** No status, or one that is out of date: for archives, which ask what a licence was. */
  UNKNOWN;

  /** Returns the state that a finding on validity speaks of; empty when it speaks of none. */
  public static Optional<LicenceState> of(Finding finding) {
    if (finding.code().equals(FindingCode.STATUS_STALE.name())) {
      return Optional.of(UNKNOWN);
    }
    for (LicenceState state : values()) {
      if (state.code().name().equals(finding.code())
          && (state.code() != FindingCode.LICENCE_ENDED
              || state.name().equals(finding.facts().get("kind")))) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  private FindingCode code() {
    return switch (this) {
      case IN_FORCE -> FindingCode.IN_FORCE;
      case NOT_YET_VALID -> FindingCode.LICENCE_NOT_YET_VALID;
      case EXPIRED -> FindingCode.LICENCE_EXPIRED;
      case SUSPENDED -> FindingCode.LICENCE_SUSPENDED;
      case SUPERSEDED -> FindingCode.LICENCE_SUPERSEDED;
      case TRANSFERRED -> FindingCode.LICENCE_TRANSFERRED;
      case UNKNOWN -> FindingCode.STATUS_UNAVAILABLE;
      case ANNULLED, WITHDRAWN, FORFEITED, CANCELLED, VOID, ENDED -> FindingCode.LICENCE_ENDED;
    };
  }
}
