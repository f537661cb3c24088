package io.hufu.verification;

import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import java.util.ArrayList;
import java.util.List;

/** Is the signature in a listed ledger, and has a quorum of witnesses seen it there? */
final class LedgerAnchored extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    List<Finding> findings = new ArrayList<>();
    boolean anchored = false;
    boolean witnessed = false;
    for (Proof proof : signature.proofs()) {
      if (proof.item().is(Evidence.Kind.RECEIPT)) {
        findings.add(proof.item().finding(proof.code(), proof.outcome(), proof.facts()));
        anchored |= proof.code() == FindingCode.ANCHORED;
        witnessed |= proof.witnessed();
        if (proof.witnessed()) {
          findings.add(proof.item().finding(FindingCode.WITNESSED, PASSED, proof.facts()));
        }
      }
    }
    if (!anchored) {
      findings.add(signature.finding(FindingCode.NOT_ANCHORED, INCONCLUSIVE));
    } else if (judgement.policy().witnessedReceipt() && !witnessed) {
      findings.add(signature.finding(FindingCode.WITNESS_QUORUM_MISSING, INCONCLUSIVE));
    }
    return findings;
  }
}
