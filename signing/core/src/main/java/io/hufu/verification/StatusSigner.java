package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.jose.Jws;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.RevocationStatus.State;
import io.hufu.model.Authority;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.FindingCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds out for which authorities a token on status speaks. */
final class StatusSigner {
  private final List<EvidenceItem> items;
  private final List<Certificate> helpers;
  private final Judgement judgement;

  /**
   * Prepares.
   *
   * @param items may hold CRLs and OCSP answers
   * @param helpers untrusted certificates that may help to build a path
   */
  StatusSigner(List<EvidenceItem> items, List<Certificate> helpers, Judgement judgement) {
    this.items = items;
    this.helpers = helpers;
    this.judgement = judgement;
  }

  /** The listed authorities whose status key signed; at least one, allowed and not revoked. */
  List<Authority> of(Jws jws) throws UnusableStatus {
    List<Certificate> chain = jws.certificates();
    if (chain.isEmpty() || !chain.get(0).hasUsableKey() || !jws.verifies(chain.get(0).key())) {
      throw invalid("the signature does not verify");
    }
    Instant end = jws.algorithm().map(judgement.policy().algorithms()::get).orElse(Instant.MIN);
    if (!judgement.knownAt().isBefore(end)) {
      throw invalid("the policy does not accept the algorithm");
    }
    Certificate leaf = chain.get(0);
    List<Certificate> candidates = new ArrayList<>(chain);
    candidates.addAll(helpers);
    PathResult path =
        judgement.paths().find(leaf, candidates, TrustAnchor.Use.STATUS, judgement.knownAt());
    if (!path.valid()) {
      throw invalid("no path to a listed root for status");
    }
    List<Authority> signers =
        judgement.trust().authoritiesOf(leaf, path.path(), KeyUse.STATUS).stream().toList();
    if (signers.isEmpty()) {
      throw new UnusableStatus(
          FindingCode.STATUS_OTHER_ISSUER, "not signed with a listed status key");
    }
    requireNotRevoked(path.path());
    return signers;
  }

  private void requireNotRevoked(List<Certificate> path) throws UnusableStatus {
    CertificateStatus statuses = judgement.certificateStatus(items);
    for (int i = 0; i < path.size() - 1; i++) {
      boolean revoked =
          statuses
              .of(path.get(i), path.get(i + 1), judgement.knownAt())
              .filter(word -> word.state() == State.REVOKED)
              .isPresent();
      if (revoked) {
        throw invalid("a certificate of the signer is revoked");
      }
    }
  }

  private static UnusableStatus invalid(String detail) {
    return new UnusableStatus(FindingCode.STATUS_EVIDENCE_INVALID, detail);
  }
}
