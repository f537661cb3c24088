package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Evidence;
import io.hufu.model.MiniToken;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds who signed a mini-token, which names a key and carries no certificate.
 *
 * <p>Certificates come from the trust list and from what was supplied; being there makes none of
 * them trusted.
 */
final class TokenSigner {
  private static final FindingSubject SIGNATURE = FindingSubject.signature(1);

  private TokenSigner() {}

  /** Adds signature and finding to the facts of a token; leaves anything else as it is. */
  static Subject complete(Subject subject, Setting setting, List<Evidence> supplied) {
    MiniToken token = subject.token();
    if (token == null) {
      return subject;
    }
    List<Certificate> known = new ArrayList<>(setting.trust().certificates());
    supplied.stream()
        .filter(item -> item.kind() == Evidence.Kind.CERTIFICATE)
        .forEach(item -> read(item).ifPresent(known::add));
    List<Certificate> named =
        known.stream().filter(certificate -> isNamed(certificate, token)).toList();
    Optional<Certificate> signer =
        named.stream().filter(certificate -> token.verifies(certificate.key())).findFirst();
    List<Certificate> carried = new ArrayList<>();
    signer.or(() -> named.stream().findFirst()).ifPresent(carried::add);
    carried.addAll(known);
    List<Finding> findings = new ArrayList<>(subject.findings());
    findings.add(finding(token, named.isEmpty(), signer.isPresent()));
    return subject.with(List.of(signature(token, named.isEmpty() ? List.of() : carried)), findings);
  }

  private static Optional<Certificate> read(Evidence item) {
    try {
      return Optional.of(Certificate.fromDer(item.bytes()));
    } catch (MalformedDataException e) {
      return Optional.empty(); // the check of unused evidence says so
    }
  }

  private static boolean isNamed(Certificate certificate, MiniToken token) {
    return certificate.hasUsableKey()
        && certificate.key().algorithms().contains(token.algorithm())
        && Arrays.equals(MiniToken.keyId(certificate.key(), token.algorithm()), token.keyId());
  }

  private static Finding finding(MiniToken token, boolean unknown, boolean verified) {
    Map<String, String> facts = Map.of("algorithm", token.algorithm().name());
    if (unknown) {
      return Finding.of(FindingCode.NO_SIGNER_CERTIFICATE, Outcome.INCONCLUSIVE, SIGNATURE, facts);
    }
    return verified
        ? Finding.of(FindingCode.SIGNATURE_INTACT, Outcome.PASSED, SIGNATURE, facts)
        : Finding.of(FindingCode.SIGNATURE_INVALID, Outcome.FAILED, SIGNATURE, facts);
  }

  private static SubjectSignature signature(MiniToken token, List<Certificate> certificates) {
    byte[] octets = token.signedOctets();
    return new SubjectSignature(
        1,
        token.algorithm(),
        certificates,
        hash -> hash.digest(octets),
        token.signature(),
        token.signature(),
        Clocks.startOf(token.day()),
        List.of());
  }
}
