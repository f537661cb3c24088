package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.pki.PathResult;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Does the signer's certificate lead to a listed root?
 *
 * <p>What is missing is INCONCLUSIVE. FAILED is said only where genuine certificates break a rule,
 * or the leaf itself was altered: no bogus candidate can cause either (see PathValidator).
 */
final class SignerChain extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    PathResult path = signature.path();
    if (path == null) {
      return List.of(signature.finding(FindingCode.SIGNER_UNKNOWN, INCONCLUSIVE));
    }
    PathResult.Problem problem = path.problem();
    return List.of(
        problem == null ? trusted(signature, path) : untrusted(signature, path, problem));
  }

  private static Finding trusted(SignatureCase signature, PathResult path) {
    List<Certificate> chain = path.path();
    return signature.finding(
        FindingCode.CHAIN_TRUSTED,
        PASSED,
        Map.of(
            "signer", chain.get(0).subject(),
            "root", chain.get(chain.size() - 1).subject()));
  }

  private static Finding untrusted(
      SignatureCase signature, PathResult path, PathResult.Problem problem) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("detail", path.detail());
    signature.signature().signer().ifPresent(signer -> facts.put("signer", signer.subject()));
    switch (problem) {
      case EXPIRED -> {
        facts.put("notAfter", firstEnd(path.path()).toString());
        return signature.finding(FindingCode.CERT_EXPIRED_NO_PROOF, INCONCLUSIVE, facts);
      }
      case NOT_YET_VALID -> {
        facts.put("notBefore", lastStart(path.path()).toString());
        return signature.finding(FindingCode.CERT_NOT_YET_VALID, INCONCLUSIVE, facts);
      }
      case ALGORITHM -> {
        return signature.finding(FindingCode.CHAIN_INVALID, INCONCLUSIVE, facts);
      }
      case BAD_SIGNATURE, CONSTRAINT -> {
        return signature.finding(FindingCode.CHAIN_INVALID, FAILED, facts);
      }
      default -> {
        return signature.finding(FindingCode.CHAIN_UNTRUSTED, INCONCLUSIVE, facts);
      }
    }
  }

  private static Instant firstEnd(List<Certificate> path) {
    return path.stream()
        .map(Certificate::notAfter)
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Instant lastStart(List<Certificate> path) {
    return path.stream()
        .map(Certificate::notBefore)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
