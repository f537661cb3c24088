package io.hufu.ledger.fabric;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.ChannelTrust;
import io.hufu.model.Evidence;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import io.hufu.model.TrustList;
import io.hufu.model.report.Check;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.VerificationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Do organisations of a listed channel hold the checkpoints of the receipts? */
final class CheckpointProofs implements Check {
  @Override
  public List<Finding> run(Subject subject, VerificationContext context) {
    List<Finding> findings = new ArrayList<>();
    for (SubjectSignature signature : subject.signatures()) {
      List<Evidence> items = new ArrayList<>(signature.evidence());
      int own = items.size();
      items.addAll(context.supplied());
      for (int i = 0; i < items.size(); i++) {
        // Numbered as by the core's checks: own items, stamps over more, supplied items.
        int number = 1 + (i < own ? i : i + signature.covering().size());
        FindingSubject where = FindingSubject.evidence(signature.number(), number);
        if (items.get(i).kind() == Evidence.Kind.RECEIPT) {
          judge(items.get(i), signature, context)
              .ifPresent(said -> findings.add(said.finding(where)));
        }
      }
    }
    return findings;
  }

  /** What is said of one receipt. */
  private record Said(FindingCode code, Outcome outcome, Map<String, String> facts) {
    Finding finding(FindingSubject where) {
      return Finding.of(code, outcome, where, facts);
    }
  }

  /** Empty for receipts that have no proof, or that the core's check has refused already. */
  private static Optional<Said> judge(
      Evidence item, SubjectSignature signature, VerificationContext context) {
    try {
      AnchorReceipt receipt = AnchorReceipt.parse(item.bytes());
      return receipt.fabric().isPresent() && proves(receipt, signature, context.trust())
          ? Optional.of(judge(receipt, context))
          : Optional.empty();
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  private static boolean proves(
      AnchorReceipt receipt, SubjectSignature signature, TrustList trust) {
    Optional<LedgerTrust> ledger = trust.ledger(receipt.origin());
    if (ledger.isEmpty() || signature.value().length == 0) {
      return false;
    }
    Optional<LogEntry> entry = signature.logEntry(ledger.get().hash());
    return entry
        .map(each -> receipt.judge(each, ledger.get()).outcome())
        .filter(
            outcome ->
                outcome == AnchorReceipt.Outcome.ANCHORED
                    || outcome == AnchorReceipt.Outcome.WITNESSED)
        .isPresent();
  }

  private static Said judge(AnchorReceipt receipt, VerificationContext context)
      throws MalformedDataException {
    byte[] proof = receipt.fabric().orElseThrow();
    String name;
    try {
      name = EndorsedTransaction.parse(proof).channel();
    } catch (MalformedDataException e) {
      return new Said(
          FindingCode.FABRIC_PROOF_MALFORMED, Outcome.FAILED, Map.of("origin", receipt.origin()));
    }
    Optional<ChannelTrust> channel = context.trust().channel(name);
    if (channel.isEmpty()) {
      return new Said(
          FindingCode.FABRIC_CHANNEL_UNKNOWN, Outcome.INCONCLUSIVE, Map.of("channel", name));
    }
    Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(receipt.checkpoint()).text());
    ProofJudgement judged =
        FabricProofs.judge(
            proof,
            channel.get(),
            ExpectedRead.checkpoint(checkpoint),
            context.knownAt(),
            context.trust().certificates());
    return said(judged, channel.get());
  }

  private static Said said(ProofJudgement judged, ChannelTrust channel) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("channel", channel.channel());
    facts.put("chaincode", channel.chaincode());
    facts.put("proof", judged.outcome().name());
    if (!judged.detail().isEmpty()) {
      facts.put("detail", judged.detail());
    }
    if (!judged.organisations().isEmpty()) {
      facts.put("organisations", String.join(", ", judged.organisations()));
    }
    ProofJudgement.Version version = judged.version();
    if (version != null) {
      facts.put("block", Long.toString(version.block()));
      facts.put("transaction", Long.toString(version.transaction()));
    }
    if (judged.claimedAt() != null) {
      facts.put("claimedAt", String.valueOf(judged.claimedAt()));
    }
    return new Said(code(judged.outcome()), outcome(judged.outcome()), facts);
  }

  private static FindingCode code(ProofOutcome outcome) {
    return switch (outcome) {
      case WITNESSED -> FindingCode.FABRIC_WITNESSED;
      case ENDORSED_ONLY -> FindingCode.FABRIC_ENDORSED_ONLY;
      case MALFORMED -> FindingCode.FABRIC_PROOF_MALFORMED;
      case OTHER_CHANNEL, OTHER_CHAINCODE -> FindingCode.FABRIC_CHANNEL_UNKNOWN;
      case ORGANISATION_MISSING, SAME_ORGANISATION_TWICE -> FindingCode.FABRIC_QUORUM_MISSING;
      case OTHER_FUNCTION, OTHER_ARGUMENTS, OTHER_VALUE, OTHER_KEY, KEY_ABSENT, REFUSED ->
          FindingCode.FABRIC_PROOF_OTHER_READ;
      case OTHER_PROPOSAL,
          VERSION_WRONG,
          SIGNATURE_WRONG,
          HIGH_S,
          FOREIGN_ROOT,
          CERTIFICATE_EXPIRED,
          NOT_A_PEER,
          ALGORITHM_REFUSED,
          FROM_FUTURE ->
          FindingCode.FABRIC_PROOF_INVALID;
    };
  }

  private static Outcome outcome(ProofOutcome outcome) {
    return switch (code(outcome)) {
      case FABRIC_WITNESSED -> Outcome.PASSED;
      case FABRIC_ENDORSED_ONLY, FABRIC_CHANNEL_UNKNOWN, FABRIC_QUORUM_MISSING ->
          Outcome.INCONCLUSIVE;
      default -> Outcome.FAILED;
    };
  }
}
