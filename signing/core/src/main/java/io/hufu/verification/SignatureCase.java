package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.PathResult;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One signature and what the checks share about it. Immutable.
 *
 * @param items its own evidence, then what was supplied; never another signature's
 * @param provenAt the earliest trusted proof that the signature existed; null without one
 * @param path null when the signature carries no certificate
 */
record SignatureCase(
    SubjectSignature signature,
    List<EvidenceItem> items,
    List<Proof> proofs,
    @Nullable Instant provenAt,
    @Nullable PathResult path) {

  /** Returns the certificates that may help to build a path; all of them untrusted. */
  static List<Certificate> candidates(SubjectSignature signature, List<EvidenceItem> items) {
    List<Certificate> candidates = new ArrayList<>(signature.certificates());
    for (EvidenceItem item : items) {
      if (item.is(Evidence.Kind.CERTIFICATE)) {
        try {
          candidates.add(Certificate.fromDer(item.bytes()));
        } catch (MalformedDataException e) {
          // Reported by the check of unused evidence; a path can do without it.
        }
      }
    }
    return candidates;
  }

  List<Certificate> candidates() {
    return candidates(signature, items);
  }

  Stream<EvidenceItem> items(Evidence.Kind kind) {
    return items.stream().filter(item -> item.is(kind));
  }

  /** Returns the validated path, leaf first and anchor last. */
  Optional<List<Certificate>> validPath() {
    return Optional.ofNullable(path).filter(PathResult::valid).map(PathResult::path);
  }

  Optional<Instant> proven() {
    return Optional.ofNullable(provenAt);
  }

  FindingSubject subject() {
    return signature.subject();
  }

  Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
    return Finding.of(code, outcome, subject(), facts);
  }

  Finding finding(FindingCode code, Outcome outcome) {
    return Finding.of(code, outcome, subject());
  }
}
