package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.crypto.tsp.TimeStampToken;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the RFC 3161 time-stamps of one signature. */
final class TimeStamps {
  private final SubjectSignature signature;
  private final List<EvidenceItem> items;
  private final Paths paths;
  private final CertificateStatus statuses;

  TimeStamps(
      SubjectSignature signature,
      List<EvidenceItem> items,
      Paths paths,
      CertificateStatus statuses) {
    this.signature = signature;
    this.items = items;
    this.paths = paths;
    this.statuses = statuses;
  }

  List<Proof> judge(Instant knownAt) {
    List<Proof> proofs = new ArrayList<>();
    items.stream()
        .filter(item -> item.is(Evidence.Kind.TIME_STAMP))
        .forEach(item -> judge(item, knownAt).ifPresent(proofs::add));
    return proofs;
  }

  /** Empty for a supplied item that belongs to something else. */
  private Optional<Proof> judge(EvidenceItem item, Instant knownAt) {
    TimeStampToken token;
    try {
      token = TimeStampToken.parse(item.bytes());
    } catch (MalformedDataException e) {
      return ownOnly(item, FindingCode.TIME_STAMP_INVALID, "cannot be read");
    }
    if (!item.isStampOf(signature, token)) {
      return ownOnly(item, FindingCode.TIME_STAMP_OTHER_DATA, "the imprint is of other data");
    }
    List<Certificate> candidates = new ArrayList<>(token.certificates());
    candidates.addAll(SignatureCase.candidates(signature, items));
    List<Certificate> signers =
        new LinkedHashSet<>(candidates).stream().filter(token::isSignedBy).toList();
    Map<String, String> time = Map.of("time", token.time().toString());
    if (signers.isEmpty()) {
      return Optional.of(Proof.bad(item, FindingCode.TIME_STAMP_INVALID, Outcome.FAILED, time));
    }
    for (Certificate signer : signers) {
      PathResult path = paths.find(signer, candidates, TrustAnchor.Use.TIME_STAMP, token.time());
      if (path.valid() && stood(path.path(), token.time(), knownAt)) {
        return Optional.of(inOrder(item, token, signer, knownAt));
      }
    }
    return Optional.of(
        Proof.bad(item, FindingCode.TIME_STAMP_UNTRUSTED, Outcome.INCONCLUSIVE, time));
  }

  /**
   * Whether no certificate is known to have been revoked by then, or for a compromise at any time:
   * a stolen key stamps whatever time it likes. No information is no objection.
   */
  private boolean stood(List<Certificate> path, Instant time, Instant knownAt) {
    for (int i = 0; i < path.size() - 1; i++) {
      boolean fell =
          statuses
              .of(path.get(i), path.get(i + 1), knownAt)
              .filter(word -> word.state() == RevocationStatus.State.REVOKED)
              .filter(word -> word.keyCompromise() || !after(word.revokedAt(), time))
              .isPresent();
      if (fell) {
        return false;
      }
    }
    return true;
  }

  private static boolean after(@Nullable Instant revokedAt, Instant time) {
    return revokedAt != null && revokedAt.isAfter(time);
  }

  private Proof inOrder(
      EvidenceItem item, TimeStampToken token, Certificate signer, Instant knownAt) {
    Map<String, String> facts =
        Map.of("time", token.time().toString(), "authority", signer.subject());
    boolean ordered =
        !Clocks.liesAhead(token.time(), knownAt)
            && !Clocks.contradicts(token.time(), signature.claimedAt());
    return ordered
        ? new Proof(item, FindingCode.TIME_PROVEN, Outcome.PASSED, token.time(), false, facts)
        : Proof.bad(item, FindingCode.TIME_ORDER_WRONG, Outcome.FAILED, facts);
  }

  private static Optional<Proof> ownOnly(EvidenceItem item, FindingCode code, String detail) {
    return item.supplied()
        ? Optional.empty()
        : Optional.of(Proof.bad(item, code, Outcome.FAILED, Map.of("detail", detail)));
  }
}
