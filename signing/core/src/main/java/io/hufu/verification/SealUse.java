package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;

import io.hufu.crypto.seal.Seal;
import io.hufu.model.Authority;
import io.hufu.model.TrustList;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Was a seal in force when it was used, does it list the signer, is it registered and standing? */
final class SealUse {
  private final Seal seal;
  private final SignatureCase signature;
  private final Judgement judgement;
  private final Map<String, String> facts;

  /** Adds what it sees to the facts. */
  SealUse(Seal seal, SignatureCase signature, Judgement judgement, Map<String, String> facts) {
    this.seal = seal;
    this.signature = signature;
    this.judgement = judgement;
    this.facts = facts;
  }

  List<Finding> objections() {
    Seal.Listing listing =
        signature.signature().signer().map(seal::listing).orElse(Seal.Listing.NOT_LISTED);
    facts.put("listing", listing.name());
    List<Finding> objections = new ArrayList<>();
    if (listing == Seal.Listing.NOT_LISTED) {
      objections.add(signature.finding(FindingCode.SIGNER_NOT_IN_SEAL, FAILED, facts));
    }
    period().ifPresent(objections::add);
    registration().ifPresent(objections::add);
    return objections;
  }

  /** The signer's own word on the time bounds from below, the proven time from above. */
  private Optional<Finding> period() {
    facts.put("validFrom", seal.validFrom().toString());
    facts.put("validTo", seal.validTo().toString());
    Instant claimed = signature.signature().claimedAt();
    Instant existed = signature.proven().orElse(judgement.knownAt());
    boolean early = claimed != null && claimed.isBefore(seal.validFrom());
    if (early || existed.isBefore(seal.validFrom())) {
      return Optional.of(signature.finding(FindingCode.SEAL_NOT_YET_VALID, FAILED, facts));
    }
    if (claimed != null && claimed.isAfter(seal.validTo())) {
      return Optional.of(signature.finding(FindingCode.SEAL_EXPIRED, FAILED, facts));
    }
    return existed.isAfter(seal.validTo())
        ? Optional.of(signature.finding(FindingCode.SEAL_EXPIRED_NO_PROOF, INCONCLUSIVE, facts))
        : Optional.empty();
  }

  /** Only an authority that lists its seals can say that one is not, or no longer, its own. */
  private Optional<Finding> registration() {
    for (Authority authority : Acting.signersOf(signature, judgement.trust())) {
      if (authority.seals().isEmpty()) {
        continue;
      }
      Optional<TrustList.Seal> entry =
          authority.seals().stream().filter(listed -> listed.code().equals(seal.id())).findFirst();
      if (entry.isEmpty()) {
        return Optional.of(signature.finding(FindingCode.SEAL_NOT_REGISTERED, INCONCLUSIVE, facts));
      }
      return withdrawn(entry.get().invalidSince());
    }
    return Optional.empty();
  }

  private Optional<Finding> withdrawn(@Nullable Instant since) {
    if (since == null || Clocks.liesAhead(since, judgement.knownAt())) {
      return Optional.empty();
    }
    facts.put("invalidSince", since.toString());
    Instant claimed = signature.signature().claimedAt();
    boolean after = claimed != null && !claimed.isBefore(since);
    if (after || signature.proven().isEmpty()) {
      return Optional.of(
          signature.finding(FindingCode.SEAL_INVALIDATED, after ? FAILED : INCONCLUSIVE, facts));
    }
    return signature.proven().filter(proven -> !proven.isBefore(since)).isPresent()
        ? Optional.of(signature.finding(FindingCode.SEAL_INVALIDATED, INCONCLUSIVE, facts))
        : Optional.empty();
  }
}
