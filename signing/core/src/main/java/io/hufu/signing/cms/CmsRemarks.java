package io.hufu.signing.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.cms.AttributeType;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is worth saying of a signer and decides nothing: all of it stands outside the signature. */
final class CmsRemarks {
  private static final Set<String> EVIDENCE_RECORDS =
      Set.of(AttributeType.EVIDENCE_RECORD_INTERNAL, AttributeType.EVIDENCE_RECORD_EXTERNAL);

  private static final Set<String> ARCHIVE_TIME_STAMPS =
      Set.of(AttributeType.ARCHIVE_TIME_STAMP_V2, AttributeType.ARCHIVE_TIME_STAMP_V3);

  private CmsRemarks() {}

  static List<Finding> of(SignerInfo signer, SignedData data, FindingSubject subject)
      throws IOException {
    List<Finding> remarks = new ArrayList<>();
    for (String type : signer.unsignedAttributeTypes().stream().sorted().toList()) {
      if (EVIDENCE_RECORDS.contains(type)) {
        remarks.add(remark(FindingCode.EVIDENCE_RECORD_NOT_CHECKED, subject, Map.of()));
      }
      if (ARCHIVE_TIME_STAMPS.contains(type)) {
        remarks.add(remark(FindingCode.ARCHIVE_TIME_STAMP_NOT_CHECKED, subject, Map.of()));
      }
    }
    int unreadable =
        data.unreadableCertificates()
            + data.revocationInfo().unreadable()
            + signer.revocationValues().unreadable();
    if (unreadable > 0) {
      remarks.add(
          remark(FindingCode.EVIDENCE_MALFORMED, subject, Map.of("items", unreadable + "")));
    }
    ContentDigest value = ContentDigest.of(signer.signature());
    for (SignerInfo countersigner : signer.countersignatures()) {
      remarks.add(countersigned(countersigner, value, subject));
    }
    return remarks;
  }

  private static Finding countersigned(
      SignerInfo countersigner, ContentDigest value, FindingSubject subject) throws IOException {
    Optional<Certificate> certificate = countersigner.certificate();
    boolean holds =
        certificate.isPresent() && countersigner.verify(certificate.get(), value).holds();
    return remark(
        holds ? FindingCode.COUNTER_SIGNATURE_INTACT : FindingCode.COUNTER_SIGNATURE_INVALID,
        subject,
        certificate.map(Certificate::subject).map(name -> Map.of("signer", name)).orElse(Map.of()));
  }

  private static Finding remark(
      FindingCode code, FindingSubject subject, Map<String, String> facts) {
    return Finding.of(code, Outcome.NOTICE, subject, facts);
  }
}
