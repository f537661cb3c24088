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
import java.util.Optional;
import java.util.Set;

/**
 * OFDEntries.xml (GM/T 0099-2020 annex D): the entries that a package has, signed by GB/T 35275.
 *
 * <p>Text of the standard not seen; element names as an implementation has them. Who signed the
 * list is not judged: it can only take away from a package, never vouch for it.
 *
 * @param findings what is wrong
 * @param own the list and its signature, when they are these and so nothing that a page could show
 */
record EntriesList(List<Finding> findings, Set<String> own) {
  static final String NAME = "OFDEntries.xml";

  EntriesList {
    findings = List.copyOf(findings);
    own = Set.copyOf(own);
  }

  /** Compares the list with the package and verifies its signature; empty without a list. */
  static EntriesList check(OfdPackage parts) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Set<String> own = new HashSet<>();
    if (parts.has(NAME)) {
      try {
        OfdElement root = parts.part(NAME, "DocEntries");
        String value = parts.require(root.required("SignedValueLoc").text(), NAME);
        compare(root, value, parts).ifPresent(findings::add);
        List<Finding> objections = signature(value, parts);
        findings.addAll(objections);
        if (objections.stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED)) {
          own.addAll(List.of(NAME, value));
        }
      } catch (OfdFault e) {
        findings.add(e.about(FindingSubject.DOCUMENT));
      }
    }
    return new EntriesList(findings, own);
  }

  private static Optional<Finding> compare(OfdElement root, String value, OfdPackage parts)
      throws OfdFault {
    Set<String> unlisted = new LinkedHashSet<>(parts.names());
    unlisted.removeAll(List.of(NAME, value));
    Set<String> missing = new LinkedHashSet<>();
    for (OfdElement file : root.required("FileList").all("File")) {
      String path = file.attribute("FileLoc").orElse("").strip();
      parts.resolve(path, "").ifPresentOrElse(unlisted::remove, () -> missing.add(path));
    }
    return unlisted.isEmpty() && missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                FindingCode.ENTRIES_LIST_DIFFERS,
                Outcome.FAILED,
                FindingSubject.DOCUMENT,
                Map.of("unlisted", unlisted.toString(), "missing", missing.toString())));
  }

  private static List<Finding> signature(String value, OfdPackage parts)
      throws IOException, OfdFault {
    SignedValue.Context context =
        new SignedValue.Context(
            parts.bytes(NAME), NAME, FindingSubject.DOCUMENT, parts.tolerances());
    return SignedValue.read(parts.bytes(value), context).findings();
  }
}
