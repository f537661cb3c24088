package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is any certificate of the path, but the anchor, revoked (time model of verification.md)?
 *
 * <p>An outage is INCONCLUSIVE, and so is a revocation that a signature without proof of its age
 * may be older than.
 */
final class Revocation extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    List<Certificate> path = signature.validPath().orElse(List.of());
    if (path.size() < 2) {
      return List.of();
    }
    if (!publishes(path.get(path.size() - 1), TrustAnchor.Use.LICENCE, judgement)) {
      return List.of(signature.finding(FindingCode.REVOCATION_NOT_PUBLISHED, PASSED));
    }
    List<Finding> findings = new ArrayList<>();
    CertificateStatus statuses = judgement.certificateStatus(signature.items());
    Instant instant = signature.proven().orElse(judgement.knownAt());
    for (int i = 0; i < path.size() - 1; i++) {
      Certificate certificate = path.get(i);
      Optional<RevocationStatus> status = statuses.of(certificate, path.get(i + 1), instant);
      judge(certificate, status, signature, judgement.knownAt()).ifPresent(findings::add);
    }
    return findings.isEmpty()
        ? List.of(signature.finding(FindingCode.NOT_REVOKED, PASSED))
        : findings;
  }

  static boolean publishes(Certificate anchor, TrustAnchor.Use use, Judgement judgement) {
    return judgement.trust().anchors(use).stream()
        .filter(listed -> listed.certificate().equals(anchor))
        .allMatch(TrustAnchor::publishesRevocation);
  }

  private static Optional<Finding> judge(
      Certificate certificate,
      Optional<RevocationStatus> status,
      SignatureCase signature,
      Instant knownAt) {
    Map<String, String> facts = Map.of("certificate", certificate.toString());
    if (status.isEmpty()) {
      return Optional.of(
          signature.finding(FindingCode.REVOCATION_UNAVAILABLE, INCONCLUSIVE, facts));
    }
    Instant revokedAt = status.get().revokedAt();
    if (status.get().state() != RevocationStatus.State.REVOKED
        || revokedAt == null
        || Clocks.liesAhead(revokedAt, knownAt)) {
      return Optional.empty();
    }
    return revoked(status.get(), revokedAt, signature, facts);
  }

  private static Optional<Finding> revoked(
      RevocationStatus status, Instant revokedAt, SignatureCase signature, Map<String, String> of) {
    String certificate = of.getOrDefault("certificate", "");
    Map<String, String> facts = Map.of("certificate", certificate, "revokedAt", revokedAt + "");
    Instant provenAt = signature.provenAt();
    if (provenAt == null) {
      return Optional.of(signature.finding(FindingCode.CERT_REVOKED_NO_PROOF, INCONCLUSIVE, facts));
    }
    if (!revokedAt.isAfter(provenAt)) {
      return Optional.of(signature.finding(FindingCode.CERT_REVOKED, FAILED, facts));
    }
    Instant invalidFrom = status.invalidityDate();
    if (invalidFrom != null && !invalidFrom.isAfter(provenAt)) {
      return Optional.of(
          signature.finding(
              FindingCode.KEY_COMPROMISED,
              FAILED,
              Map.of("certificate", certificate, "since", invalidFrom.toString())));
    }
    return Optional.empty();
  }
}
