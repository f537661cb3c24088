package io.hufu.signing.ofd;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The protected files of one signature, compared with the package. Immutable.
 *
 * @param covered entries whose raw bytes are as they were signed
 * @param claimed entries that the signature protects, changed or not
 * @param findings what is wrong
 */
record References(Set<String> covered, Set<String> claimed, List<Finding> findings) {
  static References check(SignatureFile file, FindingSubject subject, OfdPackage parts)
      throws IOException {
    Checker checker = new Checker(file, subject, parts);
    checker.run();
    return new References(
        Set.copyOf(checker.covered), Set.copyOf(checker.claimed), List.copyOf(checker.findings));
  }

  /** One comparison. */
  private static final class Checker {
    private final SignatureFile file;
    private final FindingSubject subject;
    private final OfdPackage parts;
    private final CheckMethod method;
    private final Set<String> covered = new LinkedHashSet<>();
    private final Set<String> claimed = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Checker(SignatureFile file, FindingSubject subject, OfdPackage parts) {
      this.file = file;
      this.subject = subject;
      this.parts = parts;
      this.method = CheckMethod.of(file.checkMethod());
    }

    void run() throws IOException {
      if (method.hash() == null) {
        Map<String, String> facts =
            Map.of("method", file.checkMethod().isEmpty() ? "MD5 (absent)" : method());
        findings.add(
            method.refused()
                ? finding(FindingCode.DIGEST_METHOD_REFUSED, Outcome.FAILED, facts)
                : finding(FindingCode.DIGEST_METHOD_UNKNOWN, Outcome.INCONCLUSIVE, facts));
      }
      for (SignatureFile.Reference reference : file.references()) {
        check(reference);
      }
    }

    private String method() {
      return file.checkMethod().replaceAll("[^A-Za-z0-9._-]", "?");
    }

    private void check(SignatureFile.Reference reference) throws IOException {
      String entry = reference.entry().orElse("");
      if (entry.isEmpty()) {
        findings.add(about(FindingCode.REFERENCE_MISSING, reference.path()));
      } else if (!claimed.add(entry)) {
        covered.remove(entry);
        findings.add(about(FindingCode.REFERENCE_DOUBLED, entry));
      } else if (method.hash() != null) {
        try {
          if (MessageDigest.isEqual(
              parts.digest(entry, method.hash()), checkValue(reference.checkValue()))) {
            covered.add(entry);
          } else if (method.keyed()) {
            Map<String, String> facts = Map.of("method", method(), "entry", entry);
            findings.add(
                finding(FindingCode.DIGEST_METHOD_UNKNOWN, Outcome.INCONCLUSIVE, facts).at(entry));
          } else {
            findings.add(about(FindingCode.CONTENT_CHANGED, entry));
          }
        } catch (OfdFault e) {
          findings.add(e.about(subject));
        }
      }
    }

    /** White space inside base64 is what some products wrap lines with. */
    private static byte[] checkValue(String text) {
      try {
        return Base64.getDecoder().decode(text.replaceAll("[ \\t\\r\\n]", ""));
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }

    private Finding about(FindingCode code, String entry) {
      return finding(code, Outcome.FAILED, Map.of("entry", entry)).at(entry);
    }

    private Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
      return Finding.of(code, outcome, subject, facts);
    }
  }
}
