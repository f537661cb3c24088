package io.hufu.model.report;

/**
 * What a finding is about: the document, a signature, or an evidence item of a signature.
 *
 * @param signature from 1; 0 for the document
 * @param evidence from 1; 0 unless about an evidence item
 */
public record FindingSubject(int signature, int evidence) {
  /** The document as a whole. */
  public static final FindingSubject DOCUMENT = new FindingSubject(0, 0);

  /** Refuses evidence without a signature. */
  public FindingSubject {
    if (signature < 0 || evidence < 0 || (signature == 0 && evidence > 0)) {
      throw new IllegalArgumentException("no such subject");
    }
  }

  /** Names signature {@code n}, from 1. */
  public static FindingSubject signature(int n) {
    return new FindingSubject(n, 0);
  }

  /** Names evidence item {@code m} of signature {@code n}, both from 1. */
  public static FindingSubject evidence(int n, int m) {
    return new FindingSubject(n, m);
  }

  /** Tells whether the subject is an evidence item. */
  public boolean isEvidence() {
    return evidence > 0;
  }

  /** Returns {@code document}, {@code signature/1} or {@code signature/1/evidence/2}. */
  @Override
  public String toString() {
    if (signature == 0) {
      return "document";
    }
    return "signature/" + signature + (evidence == 0 ? "" : "/evidence/" + evidence);
  }
}
