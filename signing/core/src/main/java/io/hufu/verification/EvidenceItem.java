package io.hufu.verification;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.tsp.TimeStampToken;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One item of evidence of one signature. Thread-safe. */
final class EvidenceItem {
  private final FindingSubject subject;
  private final Evidence evidence;
  private final boolean supplied;
  private final @Nullable Function<HashAlgorithm, byte[]> covered;

  /** The list, once it was read: every certificate of its CA is looked up in it. */
  private volatile @Nullable Crl crl;

  /**
   * @param supplied whether it was given beside the document; then it may belong to something else
   * @param covered for a time-stamp of more than the signature value: digests what it must cover
   */
  EvidenceItem(
      FindingSubject subject,
      Evidence evidence,
      boolean supplied,
      @Nullable Function<HashAlgorithm, byte[]> covered) {
    this.subject = subject;
    this.evidence = evidence;
    this.supplied = supplied;
    this.covered = covered;
  }

  EvidenceItem(FindingSubject subject, Evidence evidence, boolean supplied) {
    this(subject, evidence, supplied, null);
  }

  FindingSubject subject() {
    return subject;
  }

  Evidence evidence() {
    return evidence;
  }

  boolean supplied() {
    return supplied;
  }

  /** Reads an item of the kind CRL. */
  Crl crl() throws MalformedDataException {
    Crl read = crl;
    if (read == null) {
      read = Crl.parse(evidence.bytes());
      crl = read;
    }
    return read;
  }

  /** Tells whether a time-stamp has the imprint that it must have, being one of this signature. */
  boolean isStampOf(SubjectSignature signature, TimeStampToken token) {
    return covered == null
        ? token.covers(signature.stamped())
        : token.isOver(token.imprintHash(), covered.apply(token.imprintHash()));
  }

  boolean is(Evidence.Kind kind) {
    return evidence.kind() == kind;
  }

  byte[] bytes() {
    return evidence.bytes();
  }

  Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
    return Finding.of(code, outcome, subject, facts);
  }
}
