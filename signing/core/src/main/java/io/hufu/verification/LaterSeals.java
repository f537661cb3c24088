package io.hufu.verification;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Is a seal shown that cannot be relied on?
 *
 * <p>What a later seal shows lies on pages that an earlier one signed. A stranger may add a seal
 * wherever a list is open, and could write anything with its picture; so may somebody who copies a
 * genuine one. Whether its signer may issue the licence is no matter: approvers may not.
 */
final class LaterSeals {
  private LaterSeals() {}

  /**
   * Objects to the document for what stands against its later seals.
   *
   * @param found what all checks found
   */
  static List<Finding> among(List<SignatureCase> signatures, List<Finding> found) {
    List<Finding> objections = new ArrayList<>();
    for (SignatureCase later : signatures) {
      SubjectSignature signature = later.signature();
      if (signature.seal() != null && signature.number() > 1) {
        if (isBroken(later, found)) {
          objections.add(objection(FindingCode.LATER_SEAL_BROKEN, signature));
        } else if (isObjected(later, Topic.INTEGRITY, found)
            || isObjected(later, Topic.SIGNER, found)) {
          objections.add(objection(FindingCode.LATER_SEAL_UNTRUSTED, signature));
        }
      }
    }
    return objections;
  }

  /** It is not what was signed; one that was not checked to the end only cannot be relied on. */
  private static boolean isBroken(SignatureCase later, List<Finding> found) {
    return found.stream()
        .anyMatch(
            f ->
                f.topic() == Topic.INTEGRITY
                    && f.outcome() == Outcome.FAILED
                    && f.subject().equals(later.subject()));
  }

  private static boolean isObjected(SignatureCase later, Topic topic, List<Finding> found) {
    List<Finding> about =
        found.stream()
            .filter(f -> f.topic() == topic && f.subject().equals(later.subject()))
            .toList();
    return about.stream().noneMatch(f -> f.outcome() == Outcome.PASSED)
        || about.stream()
            .anyMatch(f -> f.outcome() == Outcome.FAILED || f.outcome() == Outcome.INCONCLUSIVE);
  }

  private static Finding objection(FindingCode code, SubjectSignature signature) {
    return Finding.of(
        code,
        Outcome.INCONCLUSIVE,
        FindingSubject.DOCUMENT,
        Map.of("signature", Integer.toString(signature.number())));
  }
}
