package io.hufu.model.report;

import io.hufu.model.Carrier;
import io.hufu.model.LicencePayload;
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
 */
public record Subject(
    Carrier carrier,
    @Nullable Role role,
    @Nullable LicencePayload payload,
    List<SubjectSignature> signatures,
    List<Finding> findings,
    boolean presentation) {
  /** Copies the lists. */
  public Subject {
    signatures = List.copyOf(signatures);
    findings = List.copyOf(findings);
  }

  /** Returns the signed licence data, when there is any. */
  public Optional<LicencePayload> licencePayload() {
    return Optional.ofNullable(payload);
  }
}
