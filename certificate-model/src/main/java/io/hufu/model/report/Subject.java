package io.hufu.model.report;

import io.hufu.model.Carrier;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.LicencePayload;
import io.hufu.model.MiniToken;
import io.hufu.model.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an opened document, untrusted until judged. Immutable.
 *
 * @param role null when the document does not say
 * @param payload the signed licence data, read from the very octets that were digested; null if
 *     none
 * @param signatures in their order in the document
 * @param findings what the format itself found: INTEGRITY, and CONTENT where data cannot be read
 * @param presentation whether this is a presentation, to be judged for HOLDER
 * @param presented what it says as a presentation; null when it says nothing of that kind
 * @param token the mini-token of a QR code, which stands for a licence and carries none; null when
 *     it is something else
 */
public record Subject(
    Carrier carrier,
    @Nullable Role role,
    @Nullable LicencePayload payload,
    List<SubjectSignature> signatures,
    List<Finding> findings,
    boolean presentation,
    @Nullable Presentation presented,
    @Nullable MiniToken token) {
  /** Copies the lists. */
  public Subject {
    signatures = List.copyOf(signatures);
    findings = List.copyOf(findings);
  }

  /** Makes the facts of a document that is neither a presentation nor a token. */
  public Subject(
      Carrier carrier,
      @Nullable Role role,
      @Nullable LicencePayload payload,
      List<SubjectSignature> signatures,
      List<Finding> findings,
      boolean presentation) {
    this(carrier, role, payload, signatures, findings, presentation, null, null);
  }

  /** Returns the same facts with other signatures and findings. */
  public Subject with(List<SubjectSignature> otherSignatures, List<Finding> otherFindings) {
    return new Subject(
        carrier, role, payload, otherSignatures, otherFindings, presentation, presented, token);
  }

  /** Returns what is in sight of a licence: all of it, or what is disclosed. */
  public Optional<DisclosedLicence> inSight() {
    if (payload != null) {
      return Optional.of(DisclosedLicence.of(payload));
    }
    return presented == null ? Optional.empty() : Optional.ofNullable(presented.disclosed());
  }

  /** Returns the signed licence data, when there is any. */
  public Optional<LicencePayload> licencePayload() {
    return Optional.ofNullable(payload);
  }
}
