package io.hufu.verification;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Authority;
import io.hufu.model.Carrier;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import io.hufu.model.StatusConflict;
import io.hufu.model.StatusEpoch;
import io.hufu.model.StatusTokens;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Subject;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.signing.input.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what authorities signed on status, without any licence at hand: for monitors, and for
 * whoever is handed an evidence file. Immutable and thread-safe; opens no connection.
 */
public final class StatusAudit {
  private final Setting setting;

  private StatusAudit(Setting setting) {
    this.setting = setting;
  }

  /** Audits under a trust list; the policy says which algorithms count. */
  public static StatusAudit trusting(TrustList trust, AcceptancePolicy policy) {
    return new StatusAudit(new Setting(trust, policy, Catalogue.shipped(), Limits.DEFAULT, null));
  }

  /**
   * What an audit found.
   *
   * @param conflicts contradictions among what one authority signed
   * @param anchored epochs that a receipt proves to be in a listed log
   * @param unusable how many items count for nothing: unreadable, unsigned, unknown signer
   */
  public record Result(List<StatusConflict> conflicts, List<StatusEpoch> anchored, int unusable) {
    /** Copies the lists. */
    public Result {
      conflicts = List.copyOf(conflicts);
      anchored = List.copyOf(anchored);
    }
  }

  /**
   * Compares assertions, lists and epochs, each given as a status assertion, and looks for their
   * receipts among the rest.
   *
   * @param knownAt the instant whose knowledge is used
   */
  public Result audit(List<Evidence> items, Instant knownAt) {
    StatusSigner signer = signer(items, knownAt);
    Map<String, StatusTokens> byAuthority = new LinkedHashMap<>();
    List<StatusEpoch> anchored = new ArrayList<>();
    int unusable = 0;
    for (Evidence item : items) {
      if (item.kind() == Evidence.Kind.STATUS_ASSERTION) {
        try {
          for (Authority authority : read(item.bytes(), signer)) {
            byAuthority
                .computeIfAbsent(authority.code(), code -> new StatusTokens())
                .add(item.bytes(), setting.limits().statusList());
          }
          anchoredEpoch(item.bytes(), items).ifPresent(anchored::add);
        } catch (MalformedDataException | UnusableStatus e) {
          unusable++;
        }
      }
    }
    List<StatusConflict> conflicts =
        byAuthority.values().stream().flatMap(said -> StatusConflict.among(said).stream()).toList();
    return new Result(conflicts, anchored, unusable);
  }

  /**
   * Checks an evidence file: are all its tokens signed for status by one listed authority, and do
   * they contradict each other as it says?
   *
   * @return the code of that authority; empty when the file proves nothing here
   * @throws MalformedDataException when the bytes are no evidence file
   */
  public Optional<String> proves(byte[] file, List<Evidence> helpers, Instant knownAt)
      throws MalformedDataException {
    StatusConflict conflict = StatusConflict.parse(file);
    StatusSigner signer = signer(helpers, knownAt);
    List<String> common = null;
    for (byte[] token : conflict.tokens()) {
      try {
        List<String> codes = read(token, signer).stream().map(Authority::code).toList();
        common = common == null ? codes : common.stream().filter(codes::contains).toList();
      } catch (UnusableStatus e) {
        return Optional.empty();
      }
    }
    return common == null || !conflict.holds() ? Optional.empty() : common.stream().findFirst();
  }

  /**
   * Finds the authorities whose listed status key signed a token of any kind.
   *
   * @param helpers may hold CRLs and OCSP answers
   * @return their codes; empty when no listed one signed, or its certificate is revoked
   */
  public List<String> signersOf(Jws token, List<Evidence> helpers, Instant knownAt) {
    try {
      return signer(helpers, knownAt).of(token).stream().map(Authority::code).toList();
    } catch (UnusableStatus e) {
      return List.of();
    }
  }

  /** The authorities in whose name a token was rightly signed. */
  private List<Authority> read(byte[] token, StatusSigner signer)
      throws MalformedDataException, UnusableStatus {
    StatusTokens one = new StatusTokens();
    Jws jws = one.add(token, setting.limits().statusList());
    List<String> issuers = one.issuers(); // a list names nobody: its signer counts
    List<Authority> signers =
        signer.of(jws).stream()
            .filter(a -> issuers.isEmpty() || issuers.contains(a.code()))
            .toList();
    if (signers.isEmpty()) {
      throw new UnusableStatus(
          io.hufu.model.report.FindingCode.STATUS_OTHER_ISSUER, "signed for another authority");
    }
    return signers;
  }

  private Optional<StatusEpoch> anchoredEpoch(byte[] token, List<Evidence> items) {
    StatusEpoch.Signed epoch;
    try {
      epoch = StatusEpoch.parse(token);
    } catch (MalformedDataException e) {
      return Optional.empty(); // an assertion or a list: those are not anchored
    }
    boolean found =
        items.stream()
            .filter(item -> item.kind() == Evidence.Kind.RECEIPT)
            .anyMatch(item -> isReceiptOf(item, epoch));
    return found ? Optional.of(epoch.epoch()) : Optional.empty();
  }

  private boolean isReceiptOf(Evidence item, StatusEpoch.Signed epoch) {
    try {
      AnchorReceipt receipt = AnchorReceipt.parse(item.bytes());
      LedgerTrust ledger = setting.trust().ledger(receipt.origin()).orElse(null);
      LogEntry entry = ledger == null ? null : epoch.logEntry(ledger.hash()).orElse(null);
      if (ledger == null || entry == null) {
        return false;
      }
      return switch (receipt.judge(entry, ledger).outcome()) {
        case ANCHORED, WITNESSED -> true;
        case NOT_INCLUDED, BAD_SIGNATURE, MISMATCH -> false;
      };
    } catch (MalformedDataException e) {
      return false; // not for this one
    }
  }

  private StatusSigner signer(List<Evidence> items, Instant knownAt) {
    Subject nothing = new Subject(Carrier.JSON, null, null, List.of(), List.of(), false);
    Judgement judgement =
        new Judgement(
            setting,
            nothing,
            new Judgement.Times(Period.of(knownAt), knownAt, knownAt),
            new Verifier.Question(null, null, null, items));
    List<EvidenceItem> helpers =
        items.stream().map(item -> new EvidenceItem(FindingSubject.DOCUMENT, item, true)).toList();
    return new StatusSigner(helpers, List.of(), judgement);
  }
}
