package io.hufu.signing.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.crypto.cms.SignerVerification;
import io.hufu.crypto.cms.SignerVerification.Status;
import io.hufu.crypto.cms.SignerVerification.Variant;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One signer of a CMS on its way to facts and findings. Used once. */
final class CmsSigner {
  /**
   * Certificates of one name and number that are tried; more than one is an attack or a renewal.
   */
  private static final int MAX_CANDIDATES = 4;

  private final SignerInfo signer;
  private final SignedData data;
  private final FindingSubject subject;
  private final int chainLimit;
  private final List<Finding> findings = new ArrayList<>();
  private List<Certificate> certificates = List.of();
  private Function<HashAlgorithm, byte[]> signedOctets = HashAlgorithm::digest;

  CmsSigner(SignerInfo signer, SignedData data, FindingSubject subject, int chainLimit) {
    this.signer = signer;
    this.data = data;
    this.subject = subject;
    this.chainLimit = chainLimit;
  }

  List<Finding> findings() {
    return findings;
  }

  void judge(@Nullable ContentDigest content, List<Certificate> known) throws IOException {
    signedOctets = signedOctets(content);
    List<Certificate> candidates = signer.candidates(known).stream().limit(MAX_CANDIDATES).toList();
    if (candidates.isEmpty()) {
      add(FindingCode.NO_SIGNER_CERTIFICATE, Outcome.INCONCLUSIVE, Map.of());
    } else {
      judge(candidates, content, known);
    }
    findings.addAll(CmsRemarks.of(signer, data, subject));
  }

  private void judge(
      List<Certificate> candidates, @Nullable ContentDigest content, List<Certificate> known)
      throws IOException {
    Certificate chosen = candidates.get(0);
    SignerVerification verification = signer.verify(chosen, content);
    for (int i = 1; i < candidates.size() && !verification.holds(); i++) {
      SignerVerification other = signer.verify(candidates.get(i), content);
      if (other.holds()) {
        chosen = candidates.get(i);
        verification = other;
      }
    }
    say(verification, chosen);
    List<Certificate> all = new ArrayList<>(data.certificates());
    all.addAll(signer.certificateValues());
    all.addAll(known);
    certificates = IssuerClosure.of(chosen, all, chainLimit);
  }

  /** What a log entry is about: the attributes, or the content itself where there are none. */
  private Function<HashAlgorithm, byte[]> signedOctets(@Nullable ContentDigest content)
      throws IOException {
    if (signer.signedOctets().isPresent() || content == null) {
      byte[] octets = signer.signedOctets().orElse(new byte[0]);
      return hash -> hash.digest(octets);
    }
    // now, while the content is there to be read
    Map<HashAlgorithm, byte[]> digests = new EnumMap<>(HashAlgorithm.class);
    for (HashAlgorithm hash : List.of(HashAlgorithm.SM3, HashAlgorithm.SHA_256)) {
      digests.put(hash, content.digest(hash));
    }
    return hash -> {
      byte[] digest = digests.get(hash);
      if (digest == null) {
        throw new IllegalArgumentException("no log entry is made with " + hash);
      }
      return digest;
    };
  }

  private void say(SignerVerification verification, Certificate chosen) {
    Map<String, String> facts = new TreeMap<>();
    signer.signatureAlgorithm().ifPresent(algorithm -> facts.put("algorithm", algorithm.name()));
    for (Variant variant : verification.variants()) {
      if (verification.holds()) {
        add(FindingCode.SIGNATURE_FORM, Outcome.NOTICE, Map.of("form", variant.name()));
      } else {
        facts.put("form", variant.name());
      }
    }
    Outcome outcome = outcome(verification.status(), chosen);
    switch (verification.status()) {
      case HOLDS -> add(FindingCode.SIGNATURE_INTACT, outcome, facts);
      case VALUE_DIFFERS -> add(FindingCode.SIGNATURE_INVALID, outcome, facts);
      case CONTENT_DIFFERS -> add(FindingCode.CONTENT_CHANGED, outcome, facts);
      case CONTENT_ABSENT -> add(FindingCode.CONTENT_NOT_GIVEN, outcome, Map.of());
      case OTHER_USER_ID -> add(FindingCode.SM2_USER_ID_OTHER, outcome, facts);
      case CERTIFICATE_DIFFERS -> add(FindingCode.SIGNER_CERTIFICATE_MISMATCH, outcome, facts);
      case KEY_DIFFERS ->
          add(
              chosen.hasUsableKey()
                  ? FindingCode.ALGORITHM_KEY_MISMATCH
                  : FindingCode.ALGORITHM_UNKNOWN,
              outcome,
              facts);
      case ALGORITHM_UNKNOWN ->
          add(
              FindingCode.ALGORITHM_UNKNOWN,
              outcome,
              Map.of("algorithm", signer.algorithmIdentifiers()));
      case ALGORITHM_WEAK ->
          add(
              FindingCode.DIGEST_METHOD_REFUSED,
              outcome,
              Map.of("method", signer.algorithmIdentifiers()));
      case ATTRIBUTES_REFUSED, SIGNER_DOUBLED, CONTENT_IS_ATTRIBUTES ->
          add(FindingCode.MALFORMED, outcome, Map.of("detail", detail(verification.status())));
    }
  }

  /** What could not be computed says nothing against the document. */
  private static Outcome outcome(Status status, Certificate chosen) {
    return switch (status) {
      case HOLDS -> Outcome.PASSED;
      case ALGORITHM_UNKNOWN, ALGORITHM_WEAK, CONTENT_ABSENT -> Outcome.INCONCLUSIVE;
      case KEY_DIFFERS -> chosen.hasUsableKey() ? Outcome.FAILED : Outcome.INCONCLUSIVE;
      case VALUE_DIFFERS,
          CONTENT_DIFFERS,
          OTHER_USER_ID,
          CERTIFICATE_DIFFERS,
          ATTRIBUTES_REFUSED,
          SIGNER_DOUBLED,
          CONTENT_IS_ATTRIBUTES ->
          Outcome.FAILED;
    };
  }

  private static String detail(Status status) {
    return switch (status) {
      case SIGNER_DOUBLED -> "the same signer stands in it twice";
      case CONTENT_IS_ATTRIBUTES -> "signed attributes are passed off as content";
      default -> "signed attributes missing, doubled or contradictory";
    };
  }

  private void add(FindingCode code, Outcome outcome, Map<String, String> facts) {
    findings.add(Finding.of(code, outcome, subject, facts));
  }

  SubjectSignature signature() {
    SignatureAlgorithm algorithm = signer.signatureAlgorithm().orElse(null);
    return new SubjectSignature(
        subject.signature(),
        algorithm,
        certificates,
        signedOctets,
        signer.canonicalSignature().orElseGet(signer::signature),
        signer.signature(),
        signer.signingTime().orElse(null),
        CmsEvidence.of(signer, data));
  }
}
