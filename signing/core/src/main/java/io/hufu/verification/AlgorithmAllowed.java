package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does the policy accept the algorithms of the signature and of the certificates below the root?
 *
 * <p>An algorithm that has ended is fine for a signature that is proven to be older. A signature
 * that is proven to be younger fails; without proof nobody can tell.
 */
final class AlgorithmAllowed extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    Set<SignatureAlgorithm> used = new LinkedHashSet<>();
    SignatureAlgorithm own = signature.signature().algorithm();
    if (own != null) {
      used.add(own);
    }
    signature
        .validPath()
        .ifPresent(
            path ->
                path.subList(0, path.size() - 1).stream()
                    .map(Certificate::signatureAlgorithm)
                    .flatMap(Optional::stream)
                    .forEach(used::add));
    return used.stream()
        .map(algorithm -> judge(algorithm, signature, judgement))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Finding judge(
      SignatureAlgorithm algorithm, SignatureCase signature, Judgement judgement) {
    Instant end = judgement.policy().algorithms().get(algorithm);
    Instant existed = signature.proven().orElse(judgement.knownAt());
    if (end != null && existed.isBefore(end)) {
      return null;
    }
    boolean certain = end == null || signature.proven().isPresent();
    return signature.finding(
        FindingCode.ALGORITHM_REFUSED,
        certain ? Outcome.FAILED : Outcome.INCONCLUSIVE,
        end == null
            ? Map.of("algorithm", algorithm.name())
            : Map.of("algorithm", algorithm.name(), "end", end.toString()));
  }
}
