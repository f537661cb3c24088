package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.PathValidator;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.TrustAnchor;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds paths to the anchors of the trust list, and remembers what they used. */
final class Paths {
  private final TrustList trust;
  private final PathValidator validator;
  private final Set<Certificate> used = new LinkedHashSet<>();

  Paths(Setting setting) {
    this.trust = setting.trust();
    this.validator = setting.paths();
  }

  PathResult find(
      Certificate leaf, Collection<Certificate> candidates, TrustAnchor.Use use, Instant instant) {
    List<Certificate> anchors = trust.anchors(use).stream().map(TrustAnchor::certificate).toList();
    PathResult result = validator.validate(leaf, candidates, anchors, instant);
    if (result.valid()) {
      used.addAll(result.path());
    }
    return result;
  }

  /** The certificates of all valid paths so far. */
  Set<Certificate> used() {
    return used;
  }
}
