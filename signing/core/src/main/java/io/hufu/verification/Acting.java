package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.Authority;
import io.hufu.model.TrustList.Grant;
import java.util.ArrayList;
import java.util.List;

/** Who signs in whose name: the authority itself, its successor, or one that may issue for it. */
final class Acting {
  private Acting() {}

  /** The listed authorities whose licence key signed; empty without a validated path. */
  static List<Authority> signersOf(SignatureCase signature, TrustList trust) {
    return signature
        .validPath()
        .map((List<Certificate> path) -> trust.authoritiesOf(path.get(0), path))
        .orElse(List.of());
  }

  static boolean speaksFor(Authority acting, String named, TrustList trust) {
    return acting.code().equals(named)
        || issuesFor(acting, named)
        || succeeds(acting, named, trust);
  }

  private static boolean issuesFor(Authority acting, String named) {
    return acting.mayIssueFor().stream().anyMatch(other -> other.code().equals(named));
  }

  private static boolean succeeds(Authority acting, String named, TrustList trust) {
    return trust
        .authority(named)
        .filter(predecessor -> predecessor.successors().contains(acting.code()))
        .isPresent();
  }

  /**
   * Returns the grants that count: in another's name only the other's, as a successor both its own
   * and those it took over.
   */
  static List<Grant> grants(Authority acting, String named, String type, TrustList trust) {
    List<Grant> grants = new ArrayList<>(trust.grants(named, type));
    if (!acting.code().equals(named) && succeeds(acting, named, trust)) {
      grants.addAll(trust.grants(acting.code(), type));
    }
    return grants;
  }
}
