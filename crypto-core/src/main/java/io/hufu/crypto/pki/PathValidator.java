package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import java.time.Instant;
import java.util.Collection;

/** Builds and validates X.509 paths (RFC 5280 §6) without revocation. Stateless and thread-safe. */
public final class PathValidator {
  /** Allows paths of at most {@code maxLength} certificates, anchor included. */
  public PathValidator(int maxLength) {
    throw new AssertionError("skeleton");
  }

  /**
   * Looks for a path from the leaf to an anchor that is valid at the instant. When there is none,
   * says why for the path that came nearest. Candidates may be hostile, many, and in any order.
   */
  public PathResult validate(
      Certificate leaf,
      Collection<Certificate> candidates,
      Collection<Certificate> anchors,
      Instant at) {
    throw new AssertionError("skeleton");
  }
}
