package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.OcspResponse;
import io.hufu.model.ForkEvidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which certificates, CRLs and OCSP answers could not be read or serve no certificate here.
 *
 * <p>Runs after all checks that look for paths. What was supplied beside the document may belong to
 * others and is not spoken of, unless it cannot be read at all.
 */
final class EvidenceUsed extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    List<Finding> findings = new ArrayList<>();
    for (EvidenceItem item : signature.items()) {
      try {
        if (!serves(item, judgement.paths()) && !item.supplied()) {
          findings.add(
              item.finding(
                  FindingCode.EVIDENCE_UNKNOWN,
                  Outcome.NOTICE,
                  Map.of("kind", item.evidence().kind().label())));
        }
      } catch (MalformedDataException e) {
        findings.add(
            item.finding(
                FindingCode.EVIDENCE_MALFORMED,
                Outcome.NOTICE,
                Map.of("kind", item.evidence().kind().label())));
      }
    }
    return findings;
  }

  private static boolean serves(EvidenceItem item, Paths paths) throws MalformedDataException {
    Set<Certificate> used = paths.used();
    return switch (item.evidence().kind()) {
      case CERTIFICATE -> used.contains(Certificate.fromDer(item.bytes()));
      case CRL -> {
        Crl crl = item.crl();
        yield used.stream().anyMatch(crl::isSignedBy);
      }
      case OCSP -> {
        OcspResponse response = OcspResponse.parse(item.bytes());
        yield used.stream().anyMatch(response::isSignedFor);
      }
      case FORK_EVIDENCE -> {
        ForkEvidence.parse(item.bytes());
        yield true; // what it proves is a finding of its own
      }
      // the others are judged, item by item, under their own topics; the carrier names unknown ones
      case TIME_STAMP, RECEIPT, STATUS_ASSERTION, UNKNOWN -> true;
    };
  }
}
