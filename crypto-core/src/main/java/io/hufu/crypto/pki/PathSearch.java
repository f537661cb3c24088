package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.DistinguishedName;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.PathResult.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Builds paths from a leaf upwards, shortest first (RFC 4158). Not thread-safe.
 *
 * <p>Hostile candidates may offer loops, thousands of namesakes and exponentially many paths. So an
 * edge exists only where a signature verifies, each is verified once, no name and key stands twice
 * in a path, and both verifications and steps are bounded; a search that was cut off says so.
 */
final class PathSearch {
  /** Signatures verified in one search; a second or two of work at most. */
  static final int MAX_SIGNATURES = 2_000;

  /** Pairs of certificate and possible issuer looked at in one search. */
  static final int MAX_STEPS = 50_000;

  private static final int MAX_FAILURES = 32;

  private final int maxLength;
  private final VerifiedIssuances issuances;
  private final Set<Certificate> anchors;
  private final Map<DistinguishedName, List<X509>> bySubject = new HashMap<>();
  private final Map<Edge, Boolean> verified = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private int signatures;
  private int steps;

  /** A possible issuer that is not one, and the path below it. */
  record Failure(Step below, X509 issuer, Problem problem) {}

  /** A path under construction: a certificate and what it issued. */
  record Step(X509 certificate, @Nullable Step issued, int length) {
    boolean holds(X509.Entity entity) {
      for (Step step = this; step != null; step = step.issued) {
        if (step.certificate.entity().equals(entity)) {
          return true;
        }
      }
      return false;
    }

    /** The certificates, this one first and the leaf last. */
    List<X509> fromHere() {
      List<X509> path = new ArrayList<>(length);
      for (Step step = this; step != null; step = step.issued) {
        path.add(step.certificate);
      }
      return path;
    }
  }

  private record Edge(Certificate child, ByteBuffer issuerKey) {}

  PathSearch(
      int maxLength,
      VerifiedIssuances issuances,
      Collection<Certificate> candidates,
      Collection<Certificate> anchors) {
    this.maxLength = maxLength;
    this.issuances = issuances;
    this.anchors = Set.copyOf(anchors);
    // Anchors first, so that the shortest way up is tried before anything that was offered.
    Set<Certificate> issuers = new LinkedHashSet<>(anchors);
    issuers.addAll(candidates);
    for (Certificate issuer : issuers) {
      try {
        X509 parsed = X509.of(issuer);
        bySubject.computeIfAbsent(parsed.subject(), unused -> new ArrayList<>()).add(parsed);
      } catch (MalformedDataException e) {
        // A candidate that cannot be read takes no part; the path must do without it.
      }
    }
  }

  boolean isAnchor(X509 certificate) {
    return anchors.contains(certificate.certificate());
  }

  boolean cutOff() {
    return steps >= MAX_STEPS || signatures >= MAX_SIGNATURES;
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  /**
   * Offers every path that ends in an anchor, anchor first, until one is taken.
   *
   * @return whether one was taken
   */
  boolean find(X509 leaf, Predicate<List<X509>> taken) {
    Deque<Step> open = new ArrayDeque<>();
    Step start = new Step(leaf, null, 1);
    if (isAnchor(leaf) && taken.test(start.fromHere())) {
      return true;
    }
    open.add(start);
    while (!open.isEmpty()) {
      Step below = open.remove();
      if (below.length >= maxLength) {
        continue;
      }
      for (X509 issuer : bySubject.getOrDefault(below.certificate.issuer(), List.of())) {
        if (cutOff()) {
          return false;
        }
        steps++;
        if (!issues(issuer, below)) {
          continue;
        }
        Step above = new Step(issuer, below, below.length + 1);
        if (isAnchor(issuer) && taken.test(above.fromHere())) {
          return true;
        }
        open.add(above);
      }
    }
    return false;
  }

  private boolean issues(X509 issuer, Step below) {
    X509 child = below.certificate;
    ByteBuffer wanted = child.authorityKeyId();
    ByteBuffer offered = issuer.subjectKeyId();
    if ((wanted != null && offered != null && !wanted.equals(offered))
        || below.holds(issuer.entity())) {
      return false;
    }
    if (child.certificate().signatureAlgorithm().isEmpty()
        || !issuer.certificate().hasUsableKey()) {
      fail(new Failure(below, issuer, Problem.ALGORITHM));
      return false;
    }
    Edge edge = new Edge(child.certificate(), issuer.entity().spki());
    Boolean known = verified.get(edge);
    if (known == null) {
      // Counted although it may be remembered: what was judged before must not change a result.
      signatures++;
      known = issuances.isSignedBy(child.certificate(), issuer.certificate());
      verified.put(edge, known);
    }
    // Without identifiers a namesake with another key is no sign that anything was altered.
    if (!known && wanted != null && wanted.equals(offered)) {
      fail(new Failure(below, issuer, Problem.BAD_SIGNATURE));
    }
    return known;
  }

  private void fail(Failure failure) {
    if (failures.size() < MAX_FAILURES) {
      failures.add(failure);
    }
  }
}
