package io.hufu.signing.ofd;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which entries a signature leaves open, computed from the package and not from what it says
 * (docs/formats/ofd.md, "Coverage").
 */
final class Coverage {
  private static final int MOST_NAMED = 20;

  private final OfdPackage parts;
  private final List<DocBody> bodies;
  private final List<ReadSignature> signatures;

  Coverage(OfdPackage parts, List<DocBody> bodies, List<ReadSignature> signatures) {
    this.parts = parts;
    this.bodies = bodies;
    this.signatures = signatures;
  }

  /**
   * Checks every signature.
   *
   * @param apart entries that may be open to all of them
   */
  List<Finding> check(Set<String> apart) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Set<String> current = currentVersions(findings);
    // From the last to the first, so that "later signatures' own files" grows as we go.
    Set<String> allowed = new HashSet<>(apart);
    for (int i = signatures.size() - 1; i >= 0; i--) {
      ReadSignature signature = signatures.get(i);
      allowed.addAll(signature.own());
      findings.addAll(check(signature, allowed, current));
    }
    return findings;
  }

  /** What a reader shows in the place of the documents, whoever signed it. */
  private Set<String> currentVersions(List<Finding> findings) throws IOException {
    Set<String> current = new TreeSet<>();
    for (DocBody body : bodies) {
      try {
        current.addAll(body.currentVersions(parts));
      } catch (OfdFault e) {
        findings.add(e.about(FindingSubject.DOCUMENT));
      }
    }
    return current;
  }

  private List<Finding> check(ReadSignature signature, Set<String> allowed, Set<String> current) {
    List<Finding> findings = new ArrayList<>();
    Set<String> open = new LinkedHashSet<>(parts.names());
    open.removeAll(signature.references().claimed());
    open.removeAll(allowed);
    open.remove(signature.list().entry());
    Set<String> overriding = new TreeSet<>(current);
    overriding.retainAll(open);
    for (DocBody body : bodies) {
      if (isRedirected(body, signature)) {
        findings.add(
            finding(signature, FindingCode.ROOT_REDIRECTED, Outcome.FAILED, "shown", body.root()));
      }
    }
    if (!overriding.isEmpty()) {
      findings.add(
          finding(
              signature,
              FindingCode.COVERAGE_OVERRIDDEN,
              Outcome.FAILED,
              "uncovered",
              named(overriding)));
    }
    if (!open.isEmpty()) {
      findings.add(
          finding(
              signature,
              FindingCode.COVERAGE_INCOMPLETE,
              Outcome.INCONCLUSIVE,
              "uncovered",
              named(open)));
    }
    return findings;
  }

  /** The document that is shown is not signed, though the signature covers one that could be. */
  private boolean isRedirected(DocBody body, ReadSignature signature) {
    return signature.list().body().equals(body)
        && !signature.references().covered().contains(body.root())
        && !signature.references().claimed().contains(body.root())
        && signature.references().covered().stream().anyMatch(this::isDocument);
  }

  private boolean isDocument(String entry) {
    try {
      return entry.endsWith(".xml") && parts.part(entry).name().equals("Document");
    } catch (OfdFault | IOException e) {
      return false;
    }
  }

  private static Finding finding(
      ReadSignature signature, FindingCode code, Outcome outcome, String fact, String value) {
    return Finding.of(code, outcome, signature.subject(), Map.of(fact, value));
  }

  private static String named(Set<String> entries) {
    String some = String.join(", ", entries.stream().limit(MOST_NAMED).toList());
    int more = entries.size() - MOST_NAMED;
    return more > 0 ? some + " (+" + more + ")" : some;
  }
}
