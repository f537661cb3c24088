package io.hufu.verification;

import io.hufu.crypto.pki.PathValidator;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.TrustList;
import io.hufu.signing.input.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier was built with. Immutable.
 *
 * @param fetcher null when nothing may be fetched
 * @param paths one for all documents, for it remembers what it has computed
 */
record Setting(
    TrustList trust,
    AcceptancePolicy policy,
    Catalogue catalogue,
    Limits limits,
    @Nullable Fetcher fetcher,
    PathValidator paths) {
  Setting(
      TrustList trust,
      AcceptancePolicy policy,
      Catalogue catalogue,
      Limits limits,
      @Nullable Fetcher fetcher) {
    this(trust, policy, catalogue, limits, fetcher, new PathValidator(limits.chain()));
  }
}
