package io.hufu.signing.ofd;

import io.hufu.crypto.HashAlgorithm;
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
  /** Tells whether all protected files are as they were signed, in a form that is borne. */
  boolean hold() {
    return findings.stream().allMatch(finding -> finding.outcome() == Outcome.NOTICE);
  }

  /**
   * Compares.
   *
   * @param prefix the signer's Z, which some products digest before the data; empty for none
   */
  static References check(
      SignatureFile file, FindingSubject subject, OfdPackage parts, byte[] prefix)
      throws IOException {
    Checker checker = new Checker(file, subject, parts, prefix);
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
    private final byte[] prefix;
    private boolean prefixed;
    private final Set<String> covered = new LinkedHashSet<>();
    private final Set<String> claimed = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Checker(SignatureFile file, FindingSubject subject, OfdPackage parts, byte[] prefix) {
      this.file = file;
      this.subject = subject;
      this.parts = parts;
      this.method = CheckMethod.of(file.checkMethod());
      this.prefix = method.hash() == HashAlgorithm.SM3 ? prefix : new byte[0];
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
      if (prefixed) {
        boolean borne = parts.tolerances().contains(OfdTolerance.DIGEST_WITH_Z);
        findings.add(
            finding(
                FindingCode.SIGNATURE_VARIANT,
                borne ? Outcome.NOTICE : Outcome.INCONCLUSIVE,
                Map.of("variant", "DIGEST_WITH_Z")));
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
          byte[] value = checkValue(reference.checkValue());
          if (MessageDigest.isEqual(parts.digest(entry, method.hash()), value)) {
            covered.add(entry);
          } else if (prefix.length > 0
              && MessageDigest.isEqual(parts.digest(entry, method.hash(), prefix), value)) {
            covered.add(entry);
            prefixed = true;
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
