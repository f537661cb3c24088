package io.hufu.signing.ofd;

import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One listed signature after reading. Immutable.
 *
 * @param number from 1, over all lists of the package
 * @param file null when Signature.xml could not be read
 * @param entry name of Signature.xml; empty when its path leads nowhere
 * @param evidence of the signature, the value's own first
 */
record ReadSignature(
    int number,
    SignatureList list,
    Optional<String> entry,
    Optional<SignatureFile> file,
    SignedValue value,
    References references,
    List<Evidence> evidence) {

  /** What belongs to the signature and cannot be covered by it, or is bound otherwise. */
  Set<String> own() {
    Set<String> own = new HashSet<>();
    entry.ifPresent(
        name -> {
          own.add(name);
          own.add(EvidenceFile.beside(name));
        });
    file.ifPresent(
        f -> {
          own.add(f.value());
          f.seal().ifPresent(own::add);
        });
    return own;
  }

  /** A stamp of which nobody knows who made its picture; what cannot be read may show one too. */
  Optional<Finding> stampWithoutSeal() {
    boolean shows =
        file.map(f -> !f.stamps().isEmpty() || f.seal().isPresent() || f.image().isPresent())
            .orElse(number > 1);
    return value.seal() != null || !shows
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                file.isPresent() ? FindingCode.STAMP_WITHOUT_SEAL : FindingCode.LATER_SEAL_BROKEN,
                Outcome.INCONCLUSIVE,
                FindingSubject.DOCUMENT,
                Map.of("signature", Integer.toString(number))));
  }

  FindingSubject subject() {
    return FindingSubject.signature(number);
  }

  SubjectSignature toSubject() {
    byte[] octets = value.octets();
    SubjectSignature signature =
        new SubjectSignature(
            number,
            value.algorithm(),
            value.certificates(),
            hash -> hash.digest(octets),
            value.value(),
            value.stamped(),
            value.claimedAt(),
            evidence);
    return value.seal() == null ? signature : signature.withSeal(value.seal());
  }
}
