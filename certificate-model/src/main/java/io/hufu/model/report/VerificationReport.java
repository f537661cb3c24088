package io.hufu.model.report;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.model.Carrier;
import io.hufu.model.Catalogue;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Licence;
import io.hufu.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, found and concluded about one document. Immutable.
 *
 * @param file name as the caller gave it; null when judged from bytes
 * @param inputDigest SM3 of the document, lower-case hex
 * @param licence present only when the verdict is ACCEPTED (and the policy yields licences)
 * @param disclosed what a presentation disclosed, present only when it is ACCEPTED and the licence
 *     is not disclosed as a whole
 * @param artefacts digests of policy, trust list and everything supplied or fetched, by name
 * @param version library version
 */
public record VerificationReport(
    @Nullable String file,
    String inputDigest,
    Carrier carrier,
    @Nullable Role role,
    Verdict verdict,
    @Nullable ReasonClass reason,
    Answer authentic,
    Answer inForce,
    Answer acceptableHere,
    @Nullable Licence licence,
    @Nullable DisclosedLicence disclosed,
    List<SignatureResult> signatures,
    List<Finding> findings,
    Map<String, String> artefacts,
    String policy,
    VerificationContext.Period at,
    Instant knownAt,
    String version) {
  /** Enforces that a licence is present only when ACCEPTED. */
  public VerificationReport {
    signatures = List.copyOf(signatures);
    findings = List.copyOf(findings);
    artefacts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(artefacts));
    if ((licence != null || disclosed != null) && verdict != Verdict.ACCEPTED) {
      throw new IllegalArgumentException("a licence that is not accepted is not handed out");
    }
    if ((reason != null) != (verdict == Verdict.REJECTED)) {
      throw new IllegalArgumentException("a reason belongs to REJECTED and to nothing else");
    }
  }

  /**
   * One signature and its verdict.
   *
   * @param signer RFC 4514 subject of the signer's certificate; null when unknown
   * @param authority code of the authority that the trust list names for it; null when none
   * @param provenAt earliest trusted proof of existence; null when none
   */
  public record SignatureResult(
      int number,
      Verdict verdict,
      @Nullable String algorithm,
      @Nullable String signer,
      @Nullable String authority,
      @Nullable Instant claimedAt,
      @Nullable Instant provenAt,
      List<String> evidence) {
    /** Copies the list. */
    public SignatureResult {
      evidence = List.copyOf(evidence);
    }
  }

  /** Returns the licence when, and only when, it was accepted. */
  public Optional<Licence> acceptedLicence() {
    return Optional.ofNullable(licence);
  }

  /** Returns what a presentation disclosed when, and only when, it was accepted. */
  public Optional<DisclosedLicence> acceptedDisclosure() {
    return Optional.ofNullable(disclosed);
  }

  /** Writes the report (schema hufu.report/1); personal numbers masked unless {@code full}. */
  public JsonValue.JsonObject toJson(boolean full) {
    return toJson(full, Catalogue.shipped());
  }

  /** Writes the report; the catalogue says which items of a user's own types are personal. */
  public JsonValue.JsonObject toJson(boolean full, Catalogue catalogue) {
    return new ReportJson(this, catalogue, full).write();
  }
}
