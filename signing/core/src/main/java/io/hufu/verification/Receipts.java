package io.hufu.verification;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Evidence;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the receipts of one signature. */
final class Receipts {
  private final SubjectSignature signature;
  private final TrustList trust;
  private final Instant knownAt;

  Receipts(SubjectSignature signature, TrustList trust, Instant knownAt) {
    this.signature = signature;
    this.trust = trust;
    this.knownAt = knownAt;
  }

  List<Proof> judge(List<EvidenceItem> items) {
    List<Proof> proofs = new ArrayList<>();
    items.stream()
        .filter(item -> item.is(Evidence.Kind.RECEIPT))
        .forEach(item -> judge(item).ifPresent(proofs::add));
    return proofs;
  }

  /** Empty for a supplied item that belongs to something else. */
  private Optional<Proof> judge(EvidenceItem item) {
    AnchorReceipt receipt;
    try {
      receipt = AnchorReceipt.parse(item.bytes());
    } catch (MalformedDataException e) {
      return ownOnly(item, FindingCode.RECEIPT_INVALID, Map.of("detail", "cannot be read"));
    }
    Map<String, String> origin = Map.of("origin", receipt.origin());
    Optional<LedgerTrust> ledger = trust.ledger(receipt.origin());
    if (ledger.isEmpty()) {
      return Optional.of(Proof.bad(item, FindingCode.LEDGER_UNKNOWN, Outcome.INCONCLUSIVE, origin));
    }
    Optional<LogEntry> entry =
        signature.value().length == 0 ? Optional.empty() : signature.logEntry(ledger.get().hash());
    if (entry.isEmpty()) {
      return ownOnly(item, FindingCode.RECEIPT_OTHER_ENTRY, origin);
    }
    return judge(item, receipt, receipt.judge(entry.get(), ledger.get()));
  }

  private Optional<Proof> judge(
      EvidenceItem item, AnchorReceipt receipt, AnchorReceipt.Judgement said) {
    Map<String, String> bad = Map.of("origin", receipt.origin(), "detail", said.detail());
    return switch (said.outcome()) {
      case WITNESSED -> Optional.of(witnessed(item, receipt, said.provenAt()));
      case ANCHORED -> Optional.of(anchored(item, receipt, null));
      case NOT_INCLUDED -> ownOnly(item, FindingCode.RECEIPT_OTHER_ENTRY, bad);
      case BAD_SIGNATURE, MISMATCH -> ownOnly(item, FindingCode.RECEIPT_INVALID, bad);
    };
  }

  /** Cosigned before it was signed, or in the future, is no proof of time, and no quorum either. */
  private Proof witnessed(EvidenceItem item, AnchorReceipt receipt, @Nullable Instant time) {
    boolean ordered =
        time != null
            && !Clocks.liesAhead(time, knownAt)
            && !Clocks.contradicts(time, signature.claimedAt());
    return anchored(item, receipt, ordered ? time : null);
  }

  private static Proof anchored(EvidenceItem item, AnchorReceipt receipt, @Nullable Instant time) {
    Map<String, String> facts =
        Map.of(
            "origin", receipt.origin(),
            "index", Long.toString(receipt.index()),
            "size", Long.toString(receipt.size()));
    return new Proof(item, FindingCode.ANCHORED, Outcome.PASSED, time, time != null, facts);
  }

  private static Optional<Proof> ownOnly(
      EvidenceItem item, FindingCode code, Map<String, String> facts) {
    return item.supplied()
        ? Optional.empty()
        : Optional.of(Proof.bad(item, code, Outcome.FAILED, facts));
  }
}
