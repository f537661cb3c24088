package io.hufu.verification;

import io.hufu.model.Authority;
import io.hufu.model.Grant;
import io.hufu.model.TrustList;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** Did the delegator have what it gave away, on the day it matters? */
final class Delegation {
  private final TrustList trust;
  private final LocalDate day;

  Delegation(TrustList trust, LocalDate day) {
    this.trust = trust;
    this.day = day;
  }

  /** Tells whether a grant is original, or every delegator up to an original one had its scope. */
  boolean holds(Authority holder, Grant grant) {
    return grant.delegator() == null || holds(holder, grant, new HashSet<>());
  }

  private boolean holds(Authority holder, Grant grant, Set<Grant> below) {
    String delegator = grant.delegator();
    if (delegator == null) {
      return true;
    }
    if (!below.add(grant)) {
      return false; // delegated in a circle: nobody had it
    }
    Authority above = trust.authority(holder, delegator).orElse(null);
    if (above == null) {
      return false;
    }
    // Whatever covers all of the grant covers its first type and region.
    return trust.grants(above, grant.types().get(0), grant.regions().get(0)).stream()
        .filter(g -> g.inForceOn(day) && covers(g, grant))
        .anyMatch(g -> holds(above, g, below));
  }

  private static boolean covers(Grant above, Grant below) {
    return below.types().stream().allMatch(above::coversType)
        && below.regions().stream()
            .allMatch(r -> above.regions().contains("*") || above.coversRegion(r));
  }
}
