package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.jose.Jws;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.RevocationStatus.State;
import io.hufu.model.Authority;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out for which listed authorities a token with certificates speaks. */
final class ListedSigner {
  private final List<EvidenceItem> items;
  private final List<Certificate> helpers;
  private final Judgement judgement;

  /**
   * Prepares.
   *
   * @param items may hold CRLs and OCSP answers
   * @param helpers untrusted certificates that may help to build a path
   */
  ListedSigner(List<EvidenceItem> items, List<Certificate> helpers, Judgement judgement) {
    this.items = items;
    this.helpers = helpers;
    this.judgement = judgement;
  }

  /** Why a token speaks for nobody. */
  enum Problem {
    SIGNATURE_INVALID,
    ALGORITHM_REFUSED,
    NO_PATH,
    REVOKED
  }

  /**
   * Who speaks.
   *
   * @param authorities may be none, of a signer whom no list names
   * @param problem null when the signer is known, allowed and not revoked
   */
  record Answer(List<Authority> authorities, @Nullable Problem problem) {}

  /** Judges the signature now, for whatever keys of this use are listed. */
  Answer of(Jws jws, TrustAnchor.Use root, KeyUse use) {
    if (!jws.verifiesByItsCertificate()) {
      return speaksForNobody(Problem.SIGNATURE_INVALID);
    }
    if (!accepts(jws)) {
      return speaksForNobody(Problem.ALGORITHM_REFUSED);
    }
    Certificate leaf = jws.certificates().get(0);
    List<Certificate> candidates = new ArrayList<>(jws.certificates());
    candidates.addAll(helpers);
    PathResult path = judgement.paths().find(leaf, candidates, root, judgement.knownAt());
    if (!path.valid()) {
      return speaksForNobody(Problem.NO_PATH);
    }
    List<Authority> signers = judgement.trust().authoritiesOf(leaf, path.path(), use);
    return new Answer(
        signers, !signers.isEmpty() && isRevoked(path.path()) ? Problem.REVOKED : null);
  }

  /** What is signed today is signed with an algorithm that is accepted today. */
  boolean accepts(Jws jws) {
    Instant end = jws.algorithm().map(judgement.policy().algorithms()::get).orElse(Instant.MIN);
    return judgement.knownAt().isBefore(end);
  }

  private static Answer speaksForNobody(Problem problem) {
    return new Answer(List.of(), problem);
  }

  private boolean isRevoked(List<Certificate> path) {
    CertificateStatus statuses = judgement.certificateStatus(items);
    for (int i = 0; i < path.size() - 1; i++) {
      boolean revoked =
          statuses
              .of(path.get(i), path.get(i + 1), judgement.knownAt())
              .filter(word -> word.state() == State.REVOKED)
              .isPresent();
      if (revoked) {
        return true;
      }
    }
    return false;
  }
}
