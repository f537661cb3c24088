package io.hufu.signing.ofd;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OFDEntries.xml (GM/T 0099-2020 annex D): the entries that a package has, signed by GB/T 35275.
 *
 * <p>Text of the standard not seen; element names as an implementation has them.
 */
final class EntriesList {
  static final String NAME = "OFDEntries.xml";

  private EntriesList() {}

  /** Compares the list with the package and verifies its signature; empty without a list. */
  static List<Finding> check(OfdPackage parts) throws IOException {
    if (!parts.has(NAME)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    try {
      OfdElement root = parts.part(NAME);
      Set<String> unlisted = new LinkedHashSet<>(parts.names());
      unlisted.remove(NAME);
      Set<String> missing = new LinkedHashSet<>();
      for (OfdElement file : root.required("FileList").all("File")) {
        String path = file.attribute("FileLoc").orElse("").strip();
        parts.resolve(path, "").ifPresentOrElse(unlisted::remove, () -> missing.add(path));
      }
      Optional<String> value = parts.resolve(root.required("SignedValueLoc"));
      value.ifPresent(unlisted::remove);
      if (!unlisted.isEmpty() || !missing.isEmpty()) {
        findings.add(
            Finding.of(
                FindingCode.ENTRIES_LIST_DIFFERS,
                Outcome.FAILED,
                FindingSubject.DOCUMENT,
                Map.of("unlisted", unlisted.toString(), "missing", missing.toString())));
      }
      findings.addAll(signature(value, parts));
    } catch (OfdFault e) {
      findings.add(e.about(FindingSubject.DOCUMENT));
    }
    return findings;
  }

  private static List<Finding> signature(Optional<String> value, OfdPackage parts)
      throws IOException, OfdFault {
    if (value.isEmpty()) {
      throw OfdFault.malformed(NAME, "SignedValueLoc leads to no entry");
    }
    SignedValue.Context context =
        new SignedValue.Context(
            parts.bytes(NAME), NAME, FindingSubject.DOCUMENT, parts.tolerances());
    return SignedValue.read(parts.bytes(value.get()), context).findings();
  }
}
