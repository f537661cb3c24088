package io.hufu.model;

/** Thrown when a trust list is genuine but older than one that was seen before. */
public final class TrustListRolledBackException extends TrustListRefusedException {
  private final long offered;
  private final long seen;

  TrustListRolledBackException(long offered, long seen) {
    super(
        Code.TRUST_LIST_ROLLED_BACK,
        "version " + offered + " is older than version " + seen + " seen before");
    this.offered = offered;
    this.seen = seen;
  }

  /** Returns the version of the list that was refused. */
  public long offered() {
    return offered;
  }

  /** Returns the highest version that was seen before. */
  public long seen() {
    return seen;
  }
}
