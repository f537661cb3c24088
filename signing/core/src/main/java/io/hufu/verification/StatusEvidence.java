package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Jws;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.RevocationStatus.State;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusListToken;
import io.hufu.model.StatusReference;
import io.hufu.model.TrustList.Authority;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the issuer verifiably says of one licence's status, from the evidence of one
 * signature, from what was supplied, and from the status list's address if that may be fetched.
 */
final class StatusEvidence {
  private final SignatureCase signature;
  private final LicencePayload payload;
  private final StatusReference reference;
  private final Judgement judgement;
  private final List<StatusWord> words = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  StatusEvidence(
      SignatureCase signature,
      LicencePayload payload,
      StatusReference reference,
      Judgement judgement) {
    this.signature = signature;
    this.payload = payload;
    this.reference = reference;
    this.judgement = judgement;
    signature.items(Evidence.Kind.STATUS_ASSERTION).forEach(this::read);
    judgement.fetches().get(reference.list()).ifPresent(this::readFetched);
  }

  /** What was verified, in no particular order. */
  List<StatusWord> words() {
    return words;
  }

  /** What is wrong with items of evidence. */
  List<Finding> findings() {
    return findings;
  }

  private void read(EvidenceItem item) {
    try {
      if (!read(item.bytes()) && !item.supplied()) {
        bad(item, "speaks of another licence");
      }
    } catch (MalformedDataException e) {
      if (!item.supplied()) {
        bad(item, String.valueOf(e.getMessage()));
      }
    }
  }

  private void readFetched(byte[] bytes) {
    try {
      read(bytes);
    } catch (MalformedDataException e) {
      // An answer that is no status is an outage; that no status could be had is said elsewhere.
    }
  }

  /** Reads an assertion or a list; false when it does not speak of this licence. */
  private boolean read(byte[] bytes) throws MalformedDataException {
    Jws jws = Jws.parseCompact(new String(bytes, StandardCharsets.ISO_8859_1));
    if (jws.header().text("typ").filter("statuslist+jwt"::equals).isPresent()) {
      StatusListToken.Signed list =
          StatusListToken.parse(bytes, judgement.setting().limits().statusList());
      Optional<StatusWord.Listed> listed = StatusWord.Listed.of(list.token(), reference);
      if (listed.isPresent()) {
        requireAuthority(list.jws(), null);
        words.add(listed.get());
      }
      return listed.isPresent();
    }
    StatusAssertion.Signed assertion = StatusAssertion.parse(bytes);
    if (!assertion.assertion().reference().equals(reference)) {
      return false;
    }
    requireAuthority(assertion.jws(), assertion.assertion().issuer());
    words.add(new StatusWord.Asserted(assertion.assertion()));
    return true;
  }

  /** Requires a listed status key of the licence's authority, allowed and not revoked. */
  private void requireAuthority(Jws jws, @Nullable String issuer) throws MalformedDataException {
    List<Certificate> chain = jws.certificates();
    if (chain.isEmpty() || !chain.get(0).hasUsableKey() || !jws.verifies(chain.get(0).key())) {
      throw new MalformedDataException("the signature does not verify");
    }
    Instant end = jws.algorithm().map(judgement.policy().algorithms()::get).orElse(Instant.MIN);
    if (!judgement.knownAt().isBefore(end)) {
      throw new MalformedDataException("the policy does not accept the algorithm");
    }
    Certificate leaf = chain.get(0);
    List<Certificate> candidates = new ArrayList<>(chain);
    candidates.addAll(signature.candidates());
    PathResult path =
        judgement.paths().find(leaf, candidates, TrustAnchor.Use.STATUS, judgement.knownAt());
    if (!path.valid()) {
      throw new MalformedDataException("no path to a listed root for status");
    }
    List<Authority> signers =
        judgement.trust().authoritiesOf(leaf, path.path(), KeyUse.STATUS).stream()
            .filter(authority -> issuer == null || authority.code().equals(issuer))
            .filter(this::speaksForIssuer)
            .toList();
    if (signers.isEmpty()) {
      throw new MalformedDataException("not signed with a status key of the issuer");
    }
    requireNotRevoked(path.path());
  }

  private boolean speaksForIssuer(Authority authority) {
    String named = payload.licence().issuer().code();
    return Acting.speaksFor(authority, named, judgement.trust());
  }

  private void requireNotRevoked(List<Certificate> path) throws MalformedDataException {
    CertificateStatus statuses = judgement.certificateStatus(signature.items());
    for (int i = 0; i < path.size() - 1; i++) {
      boolean revoked =
          statuses
              .of(path.get(i), path.get(i + 1), judgement.knownAt())
              .filter(word -> word.state() == State.REVOKED)
              .isPresent();
      if (revoked) {
        throw new MalformedDataException("a certificate of the signer is revoked");
      }
    }
  }

  private void bad(EvidenceItem item, String detail) {
    findings.add(
        item.finding(
            FindingCode.STATUS_EVIDENCE_INVALID, Outcome.FAILED, Map.of("detail", detail)));
  }
}
