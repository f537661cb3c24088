package io.hufu.verification;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Is a seal shown that nobody vouches for?
 *
 * <p>What a later seal shows lies on pages that an earlier one signed. A stranger may add a seal
 * wherever a list is open, and could write anything with its picture.
 */
final class LaterSeals implements CoreCheck {
  @Override
  public List<Finding> run(Subject subject, Judgement judgement) {
    List<Finding> findings = new ArrayList<>();
    for (SignatureCase later : judgement.signatures()) {
      SubjectSignature signature = later.signature();
      boolean shown = signature.seal() != null && signature.number() > 1;
      if (shown && later.validPath().isEmpty()) {
        findings.add(
            Finding.of(
                FindingCode.LATER_SEAL_UNTRUSTED,
                Outcome.INCONCLUSIVE,
                FindingSubject.DOCUMENT,
                Map.of("signature", Integer.toString(signature.number()))));
      }
    }
    return findings;
  }
}
