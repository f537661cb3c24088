package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.PathResult.Problem;
import io.hufu.crypto.pki.PathSearch.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds and validates X.509 paths (RFC 5280 §6) without revocation. Thread-safe.
 *
 * <p>Remembers which key signed which certificate, a bounded number of times; results do not depend
 * on it, but keep one validator for many documents.
 *
 * <p>Signatures count only in the algorithms of {@link io.hufu.crypto.SignatureAlgorithm}; SM2 with
 * the user id 1234567812345678. Any certificate policy satisfies. An anchor is trusted because it
 * is listed, yet its own period, name constraints, path length, key usage and critical extensions
 * are judged like those of every certificate: a listed root that has expired at the instant vouches
 * for nothing then, and whoever wants it to must list a newer one. Key usage and purposes of the
 * leaf are the caller's to judge, and so is revocation.
 *
 * <p>Differences from RFC 5280 §4 are lenient by decision: Basic Constraints of a CA may be
 * non-critical (the national SM2 root's are), and key identifiers may be absent.
 */
public final class PathValidator {
  /** What is nearest to a valid path when several are not; the higher wins. */
  private static final Map<Problem, Integer> NEARNESS =
      Map.of(
          Problem.EXPIRED, 3,
          Problem.NOT_YET_VALID, 3,
          Problem.ALGORITHM, 2,
          Problem.CONSTRAINT, 1,
          Problem.BAD_SIGNATURE, 0,
          Problem.NO_PATH, 0);

  private static final int REMEMBERED = 4_096;

  private final int maxLength;
  private final VerifiedIssuances issuances = new VerifiedIssuances(REMEMBERED);

  /** Allows paths of at most {@code maxLength} certificates, anchor included; 1 or more. */
  public PathValidator(int maxLength) {
    if (maxLength < 1) {
      throw new IllegalArgumentException("a path has at least one certificate");
    }
    this.maxLength = maxLength;
  }

  /**
   * Looks for a path from the leaf to an anchor that is valid at the instant. When there is none,
   * says why for the path that came nearest. Candidates may be hostile, many, and in any order.
   *
   * <p>EXPIRED and NOT_YET_VALID mean that nothing else is wrong. BAD_SIGNATURE is said of the leaf
   * only, and only when an issuer that itself reaches an anchor has the name and key identifier
   * that the leaf asks for; so no bogus candidate can cause it. A search that had to be cut off
   * ends in NO_PATH.
   */
  public PathResult validate(
      Certificate leaf,
      Collection<Certificate> candidates,
      Collection<Certificate> anchors,
      Instant at) {
    X509 parsed;
    try {
      parsed = X509.of(leaf);
    } catch (MalformedDataException e) {
      return new PathResult(List.of(leaf), Problem.CONSTRAINT, String.valueOf(e.getMessage()));
    }
    PathSearch search = new PathSearch(maxLength, issuances, candidates, anchors);
    Nearest nearest = new Nearest(at);
    if (search.find(parsed, nearest::judge)) {
      return new PathResult(leafFirst(nearest.path), null, "");
    }
    if (search.cutOff()) {
      return new PathResult(
          List.of(leaf), Problem.NO_PATH, "search ended: too many possible issuers");
    }
    Violation violation = nearest.violation;
    if (violation != null) {
      return new PathResult(leafFirst(nearest.path), violation.problem(), violation.detail());
    }
    return withoutPath(parsed, search);
  }

  /** Keeps the best of the paths that reach an anchor. */
  private static final class Nearest {
    private final Instant at;
    private List<X509> path = List.of();
    private @Nullable Violation violation;

    Nearest(Instant at) {
      this.at = at;
    }

    boolean judge(List<X509> candidate) {
      Violation found = PathRules.check(candidate, at);
      if (found == null || violation == null || rank(found) > rank(violation)) {
        path = candidate;
        violation = found;
      }
      return found == null;
    }

    private static int rank(Violation violation) {
      return NEARNESS.getOrDefault(violation.problem(), 0);
    }
  }

  /** Says why no chain of names and signatures reaches an anchor. */
  private PathResult withoutPath(X509 leaf, PathSearch search) {
    for (Failure failure : search.failures()) {
      boolean telling =
          failure.problem() == Problem.ALGORITHM || failure.below().certificate() == leaf;
      List<List<X509>> up = new ArrayList<>(1);
      if (telling && search.find(failure.issuer(), up::add)) {
        List<X509> path = new ArrayList<>(up.get(0));
        path.addAll(failure.below().fromHere());
        return new PathResult(leafFirst(path), failure.problem(), describe(failure));
      }
    }
    return new PathResult(
        List.of(leaf.certificate()),
        Problem.NO_PATH,
        "no listed root issued " + leaf.certificate());
  }

  private static String describe(Failure failure) {
    String what =
        failure.problem() == Problem.ALGORITHM
            ? ": signed with a key or algorithm that is not accepted, by "
            : ": the signature does not verify with the key of ";
    return failure.below().certificate().certificate() + what + failure.issuer().certificate();
  }

  private static List<Certificate> leafFirst(List<X509> anchorFirst) {
    List<Certificate> path = new ArrayList<>(anchorFirst.stream().map(X509::certificate).toList());
    Collections.reverse(path);
    return path;
  }
}
