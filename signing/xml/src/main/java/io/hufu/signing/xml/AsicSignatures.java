package io.hufu.signing.xml;

import io.hufu.model.report.Finding;
import io.hufu.model.report.SubjectSignature;
import java.util.List;
import java.util.Set;

/**
 * What one entry of a container holds.
 *
 * @param findings about the signatures and the entry
 * @param covered for each signature the files that it is over
 */
record AsicSignatures(
    List<SubjectSignature> signatures, List<Finding> findings, List<Set<String>> covered) {
  AsicSignatures {
    signatures = List.copyOf(signatures);
    findings = List.copyOf(findings);
    covered = List.copyOf(covered);
  }
}
