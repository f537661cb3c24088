package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.RevocationStatus;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.AnchorReceipt.Outcome;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.UseReceipt;
import io.hufu.model.report.Answer;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.VerificationReport;
import io.hufu.model.report.VerificationReport.SignatureResult;
import io.hufu.signing.input.Limits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes use receipts (用证记录) of reports, and judges those of others. Immutable, thread-safe. */
public final class UseReceipts {
  private static final Set<FindingCode> STATUS =
      EnumSet.of(
          FindingCode.STATUS_VALID,
          FindingCode.LICENCE_SUSPENDED,
          FindingCode.LICENCE_ENDED,
          FindingCode.LICENCE_SUPERSEDED,
          FindingCode.LICENCE_TRANSFERRED,
          FindingCode.LICENCE_STATUS_OTHER,
          FindingCode.STATUS_STALE,
          FindingCode.STATUS_UNAVAILABLE,
          FindingCode.STATUS_NOT_KEPT,
          FindingCode.VALIDITY_CHANGES_ON_DAY);

  private final Setting setting;

  private UseReceipts(Setting setting) {
    this.setting = setting;
  }

  /** Judges receipts by this trust list; nothing is fetched. */
  public static UseReceipts trusting(TrustList trust, AcceptancePolicy policy) {
    return new UseReceipts(new Setting(trust, policy, Catalogue.shipped(), Limits.DEFAULT, null));
  }

  /**
   * Makes the receipt of a report, to be signed by the authority that checked.
   *
   * @param verifier unified social credit code of that authority
   * @param matter code of the matter; null when there is none
   * @param checkedAt when the check was made
   * @return empty for a document without a signature: there is nothing to name
   */
  public static Optional<UseReceipt> of(
      VerificationReport report, String verifier, @Nullable String matter, Instant checkedAt) {
    // The signature that carries the verdict; of several the first.
    Optional<SignatureResult> signature =
        report.signatures().stream()
            .filter(s -> s.verdict() == report.verdict())
            .findFirst()
            .or(() -> report.signatures().stream().findFirst());
    return signature
        .map(s -> s.number())
        .flatMap(
            number ->
                Optional.ofNullable(report.artefacts().get("signature " + number))
                    .map(
                        digest ->
                            new UseReceipt(
                                verifier,
                                matter,
                                digest,
                                basis(report),
                                said(report, number),
                                checkedAt.truncatedTo(ChronoUnit.SECONDS))));
  }

  private static UseReceipt.Basis basis(VerificationReport report) {
    return new UseReceipt.Basis(
        report.at(),
        report.knownAt(),
        report.artefacts().getOrDefault("policy", ""),
        report.artefacts().getOrDefault("trustList", ""),
        reportDigest(report.toJson(false)));
  }

  private static UseReceipt.Said said(VerificationReport report, int signature) {
    Optional<Finding> status =
        report.findings().stream()
            .filter(f -> f.subject().equals(FindingSubject.signature(signature)))
            .filter(f -> STATUS.stream().anyMatch(code -> code.name().equals(f.code())))
            .findFirst();
    return new UseReceipt.Said(
        report.verdict(),
        report.reason(),
        status.map(Finding::code).orElse(null),
        status.map(f -> f.facts().get("token")).orElse(null));
  }

  /**
   * Digests a report as receipts do; its file name plays no part, so that it can be kept anywhere.
   *
   * @param report as {@code toJson(false)} writes it
   */
  public static String reportDigest(JsonObject report) {
    return Fetches.digest(
        Json.canonical(report.with("file", io.hufu.crypto.jose.JsonValue.JsonNull.NULL)));
  }

  /**
   * What is known of a receipt.
   *
   * @param authentic whether the authority that it names signed it; UNKNOWN without a path
   * @param detail why not, in one sentence; empty when authentic
   * @param anchored whether a log has it; UNKNOWN when no receipt of a log was given for it
   * @param provenAt by when it existed, as witnesses cosigned; null without a quorum
   */
  public record Judgement(
      UseReceipt receipt,
      Answer authentic,
      String detail,
      Answer anchored,
      @Nullable Instant provenAt) {}

  /**
   * Judges a receipt.
   *
   * @param supplied receipts of a log, certificates, CRLs and OCSP answers; what does not fit is
   *     left aside
   * @param knownAt the instant whose knowledge is used
   * @throws MalformedDataException when the bytes are no use receipt
   */
  public Judgement judge(byte[] compact, List<Evidence> supplied, Instant knownAt)
      throws MalformedDataException {
    UseReceipt.Signed signed = UseReceipt.parse(compact);
    AnchorReceipt.@Nullable Judgement anchored = anchored(signed, supplied);
    Instant provenAt = anchored == null ? null : anchored.provenAt();
    String objection = objection(signed, supplied, provenAt == null ? knownAt : provenAt);
    boolean verifies =
        signed.certificates().stream()
            .limit(1)
            .anyMatch(leaf -> leaf.hasUsableKey() && signed.verifies(leaf.key()));
    Answer authentic = objection.isEmpty() ? Answer.YES : verifies ? Answer.UNKNOWN : Answer.NO;
    return new Judgement(
        signed.receipt(),
        authentic,
        objection,
        anchored == null ? Answer.UNKNOWN : Answer.YES,
        provenAt);
  }

  private AnchorReceipt.@Nullable Judgement anchored(
      UseReceipt.Signed signed, List<Evidence> supplied) {
    for (Evidence item : supplied) {
      if (item.kind() == Evidence.Kind.RECEIPT) {
        AnchorReceipt.Judgement said = judge(signed, item);
        if (said != null
            && (said.outcome() == Outcome.ANCHORED || said.outcome() == Outcome.WITNESSED)) {
          return said;
        }
      }
    }
    return null;
  }

  private AnchorReceipt.@Nullable Judgement judge(UseReceipt.Signed signed, Evidence item) {
    try {
      AnchorReceipt receipt = AnchorReceipt.parse(item.bytes());
      LedgerTrust ledger = setting.trust().ledger(receipt.origin()).orElse(null);
      LogEntry entry = ledger == null ? null : signed.logEntry(ledger.hash()).orElse(null);
      return ledger == null || entry == null ? null : receipt.judge(entry, ledger);
    } catch (MalformedDataException e) {
      return null; // not for this one
    }
  }

  private String objection(UseReceipt.Signed signed, List<Evidence> supplied, Instant instant) {
    List<Certificate> chain = signed.certificates();
    if (chain.isEmpty() || !chain.get(0).hasUsableKey() || !signed.verifies(chain.get(0).key())) {
      return "the signature does not verify";
    }
    List<Certificate> candidates = new ArrayList<>(chain);
    candidates.addAll(certificates(supplied));
    PathResult path =
        new Paths(setting).find(chain.get(0), candidates, TrustAnchor.Use.LICENCE, instant);
    if (!path.valid()) {
      return "no path to a listed root at " + instant;
    }
    boolean named =
        setting.trust().authoritiesOf(chain.get(0), path.path()).stream()
            .anyMatch(authority -> authority.code().equals(signed.receipt().verifier()));
    if (!named) {
      return "the trust list does not name this key for " + signed.receipt().verifier();
    }
    return revoked(path.path(), supplied, instant) ? "a certificate of the signer is revoked" : "";
  }

  private static List<Certificate> certificates(List<Evidence> supplied) {
    List<Certificate> found = new ArrayList<>();
    for (Evidence item : supplied) {
      if (item.kind() == Evidence.Kind.CERTIFICATE) {
        try {
          found.add(Certificate.fromDer(item.bytes()));
        } catch (MalformedDataException e) {
          // a path can do without it
        }
      }
    }
    return found;
  }

  private boolean revoked(List<Certificate> path, List<Evidence> supplied, Instant instant) {
    List<EvidenceItem> items =
        supplied.stream()
            .map(item -> new EvidenceItem(FindingSubject.DOCUMENT, item, true))
            .toList();
    CertificateStatus statuses = new CertificateStatus(items, new Fetches(setting), instant);
    for (int i = 0; i < path.size() - 1; i++) {
      if (statuses
          .of(path.get(i), path.get(i + 1), instant)
          .filter(word -> word.state() == RevocationStatus.State.REVOKED)
          .isPresent()) {
        return true;
      }
    }
    return false;
  }
}
