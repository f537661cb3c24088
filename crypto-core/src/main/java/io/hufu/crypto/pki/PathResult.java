package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of looking for a path to an anchor. Immutable.
 *
 * @param path leaf first, anchor last; the nearest one when there is a problem, maybe empty
 * @param problem null when the path is valid
 * @param detail what was observed, for the report; empty when valid
 */
public record PathResult(List<Certificate> path, @Nullable Problem problem, String detail) {
  /** Why there is no valid path. */
  public enum Problem {
    /** No chain of names and signatures reaches an anchor, or the search was cut off. */
    NO_PATH,
    /** A certificate had expired at the instant. */
    EXPIRED,
    /** A certificate was not yet valid at the instant. */
    NOT_YET_VALID,
    /** A trusted issuer has the name and key identifier, but the leaf's signature is not its. */
    BAD_SIGNATURE,
    /** Basic or name constraints, key usage of a CA, unknown critical extension. */
    CONSTRAINT,
    /** A key or algorithm that Hufu does not accept. */
    ALGORITHM
  }

  /** Copies the path. */
  public PathResult {
    path = List.copyOf(path);
  }

  /** Tells whether the path is valid. */
  public boolean valid() {
    return problem == null;
  }
}
