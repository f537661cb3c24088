package io.hufu.signing.pdf;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of one value may look at, and where it writes what it found.
 *
 * @param claimedAt what the dictionary says of the time; null when it does not
 * @param content what the ranges cover
 * @param certificates certificates found elsewhere in the document
 * @param maxChain certificates that a signature may carry
 */
record ValueContext(
    FindingSubject subject,
    FoundSignature signature,
    @Nullable Instant claimedAt,
    ContentDigest content,
    List<Certificate> certificates,
    int maxChain,
    ReadSignature read,
    List<Finding> findings) {

  void report(FindingCode code, Outcome outcome, Map<String, String> facts) {
    findings.add(Finding.of(code, outcome, subject, facts).at(signature.where()));
  }

  byte[] digest(HashAlgorithm hash) {
    return digest(content, hash);
  }

  /** For functions that cannot throw; the document was readable when it was opened. */
  static byte[] digest(ContentDigest content, HashAlgorithm hash) {
    try {
      return content.digest(hash);
    } catch (IOException e) {
      throw new UncheckedIOException("the document can no longer be read", e);
    }
  }

  /** What is said of a value that verifies: how it was made, and which revision it covers. */
  Map<String, String> facts(String algorithm, String form) {
    String revision = signature.revision() + 1 + "";
    return Map.of("algorithm", algorithm, "form", form, "revision", revision);
  }

  String form() {
    return CosParser.printable(signature.subFilter());
  }

  /** Tells whether there are more certificates than anybody needs, and says so. */
  boolean tooMany(int certificates) {
    if (certificates > maxChain) {
      report(
          FindingCode.LIMIT_EXCEEDED,
          Outcome.INCONCLUSIVE,
          Map.of("certificates", certificates + "", "limit", maxChain + ""));
    }
    return certificates > maxChain;
  }
}
