package io.hufu.signing;

import io.hufu.crypto.Certificate;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gives beside a document, for formats that do not carry everything. Immutable.
 *
 * @param detached the content that a detached signature covers; null for none
 * @param certificates where a signature that only names its certificate may find it; untrusted
 */
public record Supplied(@Nullable Document detached, List<Certificate> certificates) {
  /** Nothing. */
  public static final Supplied NOTHING = new Supplied(null, List.of());

  /** Copies the list. */
  public Supplied {
    certificates = List.copyOf(certificates);
  }

  /** Says of detached content, when there is any, that the document does not sign it. */
  public Subject orUnsigned(Subject subject) {
    if (detached == null) {
      return subject;
    }
    List<Finding> findings = new ArrayList<>(subject.findings());
    findings.add(
        Finding.of(
            FindingCode.DETACHED_CONTENT_UNSIGNED, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT));
    return subject.with(subject.signatures(), findings);
  }
}
