package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.Authority;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.FindingCode;
import java.util.List;

/** Finds out for which authorities a token on status speaks. */
final class StatusSigner {
  private final ListedSigner signers;

  /**
   * Prepares.
   *
   * @param items may hold CRLs and OCSP answers
   * @param helpers untrusted certificates that may help to build a path
   */
  StatusSigner(List<EvidenceItem> items, List<Certificate> helpers, Judgement judgement) {
    this.signers = new ListedSigner(items, helpers, judgement);
  }

  /** The listed authorities whose status key signed; at least one, allowed and not revoked. */
  List<Authority> of(Jws jws) throws UnusableStatus {
    ListedSigner.Answer answer = signers.of(jws, TrustAnchor.Use.STATUS, KeyUse.STATUS);
    ListedSigner.Problem problem = answer.problem();
    if (problem != null) {
      throw new UnusableStatus(FindingCode.STATUS_EVIDENCE_INVALID, words(problem));
    }
    if (answer.authorities().isEmpty()) {
      throw new UnusableStatus(
          FindingCode.STATUS_OTHER_ISSUER, "not signed with a listed status key");
    }
    return answer.authorities();
  }

  private static String words(ListedSigner.Problem problem) {
    return switch (problem) {
      case SIGNATURE_INVALID -> "the signature does not verify";
      case ALGORITHM_REFUSED -> "the policy does not accept the algorithm";
      case NO_PATH -> "no path to a listed root for status";
      case REVOKED -> "a certificate of the signer is revoked";
    };
  }
}
