package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.TrustList;
import io.hufu.model.UseReceipt;
import io.hufu.model.report.Check;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.model.report.VerificationReport.SignatureResult;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the checks over one document and writes down what they found. */
final class Examination {
  private final Setting setting;
  private final Opening opening;
  private final List<Check> more;

  Examination(Setting setting, Opening opening, List<Check> more) {
    this.setting = setting;
    this.opening = opening;
    this.more = List.copyOf(more);
  }

  VerificationReport examine(Document document, Verifier.Question question, Judgement.Times times)
      throws IOException {
    String inputDigest = Opening.digest(document);
    Subject opened = opening.open(document, supplied(question));
    Subject subject = TokenSigner.complete(opened, setting, question.evidence());
    Judgement judgement = new Judgement(setting, subject, times, question);
    List<Finding> findings = findings(subject, judgement);
    Conclusion conclusion =
        Verdicts.of(
            findings, subject.signatures().size(), setting.policy(), judgement.presentation());
    LicencePayload payload = subject.payload();
    boolean handOut = conclusion.verdict() == Verdict.ACCEPTED && setting.policy().yieldsLicence();
    return new VerificationReport(
        question.file(),
        inputDigest,
        subject.carrier(),
        subject.role(),
        conclusion.verdict(),
        conclusion.reason(),
        conclusion.authentic(),
        conclusion.inForce(),
        conclusion.acceptableHere(),
        handOut && payload != null ? payload.licence() : null,
        handOut && payload == null ? subject.inSight().orElse(null) : null,
        signatures(judgement, conclusion),
        findings,
        artefacts(judgement, question.detached()),
        setting.policy().name(),
        times.at(),
        times.knownAt(),
        Version.TEXT);
  }

  /** What came beside the document; a certificate that cannot be read helps nobody. */
  private Supplied supplied(Verifier.Question question) {
    List<Certificate> certificates = new ArrayList<>();
    for (Evidence item : question.evidence()) {
      if (item.kind() == Evidence.Kind.CERTIFICATE) {
        try {
          certificates.add(Certificate.fromDer(item.bytes()));
        } catch (MalformedDataException e) {
          // reported by the check of unused evidence
        }
      }
    }
    return new Supplied(question.detached(), certificates);
  }

  private List<Finding> findings(Subject subject, Judgement judgement) {
    List<Finding> findings = new ArrayList<>();
    if (subject.signatures().isEmpty()) {
      findings.addAll(subject.findings()); // nothing to judge but what the carrier says
    } else {
      for (CoreCheck check : DefaultChecks.ALL) {
        findings.addAll(guarded(check, () -> check.run(subject, judgement)));
      }
      for (Check check : more) {
        findings.addAll(guarded(check, () -> check.run(subject, judgement)));
      }
      findings.addAll(LaterSeals.among(judgement.signatures(), findings));
      settleQuorums(findings);
      findings.addAll(unasked(findings, judgement));
    }
    findings.removeIf(f -> setting.policy().level(f.topic()) == Level.NOT_JUDGED && !fork(f));
    findings.sort(Comparator.comparing(Finding::topic));
    return findings;
  }

  /** A check that throws is our bug; it must neither hide nor decide anything. */
  private static List<Finding> guarded(Object check, Supplier<List<Finding>> run) {
    try {
      return run.get();
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(
          Finding.of(
              FindingCode.CHECK_FAILED_INTERNALLY,
              Outcome.INCONCLUSIVE,
              FindingSubject.DOCUMENT,
              Defect.facts(check, e)));
    }
  }

  /** Organisations of a channel that hold the checkpoint are a quorum as good as witnesses. */
  private static void settleQuorums(List<Finding> findings) {
    Set<Integer> witnessed =
        findings.stream()
            .filter(f -> f.code().equals(FindingCode.FABRIC_WITNESSED.name()))
            .filter(f -> f.outcome() == Outcome.PASSED)
            .map(f -> f.subject().signature())
            .collect(Collectors.toSet());
    findings.removeIf(
        f ->
            f.code().equals(FindingCode.WITNESS_QUORUM_MISSING.name())
                && witnessed.contains(f.subject().signature()));
  }

  /** A required topic of which nothing at all was said has no check installed. */
  private List<Finding> unasked(List<Finding> findings, Judgement judgement) {
    List<Finding> unasked = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      boolean required =
          setting.policy().level(topic) == Level.REQUIRED
              || (topic == Topic.HOLDER && judgement.presentation());
      if (required && findings.stream().noneMatch(f -> f.topic() == topic)) {
        unasked.add(
            new Finding(
                topic,
                Outcome.INCONCLUSIVE,
                FindingCode.CHECK_NOT_INSTALLED.name(),
                FindingSubject.DOCUMENT,
                "",
                Map.of(),
                null));
      }
    }
    return unasked;
  }

  private static boolean fork(Finding finding) {
    return Verdicts.FORKS.contains(finding.code());
  }

  private List<SignatureResult> signatures(Judgement judgement, Conclusion conclusion) {
    List<SignatureResult> results = new ArrayList<>();
    for (SignatureCase one : judgement.signatures()) {
      results.add(result(one, conclusion.signatures().get(results.size())));
    }
    return results;
  }

  private SignatureResult result(SignatureCase one, Verdict verdict) {
    var algorithm = one.signature().algorithm();
    return new SignatureResult(
        one.signature().number(),
        verdict,
        algorithm == null ? null : algorithm.name(),
        one.signature().signer().map(certificate -> certificate.subject()).orElse(null),
        Acting.signersOf(one, setting.trust()).stream()
            .findFirst()
            .map(authority -> authority.nameZh() + " " + authority.code())
            .orElse(null),
        one.signature().claimedAt(),
        one.provenAt(),
        one.items().stream()
            .filter(item -> !item.supplied())
            .map(item -> item.evidence().kind().label() + " " + Fetches.digest(item.bytes()))
            .toList());
  }

  /** The first list by its old name, others by their place. */
  private Map<String, String> trustLists() {
    Map<String, String> digests = new TreeMap<>();
    for (TrustList list : setting.trust().lists()) {
      String place = digests.isEmpty() ? "" : " " + (digests.size() + 1);
      digests.put("trustList" + place, Fetches.digest(list.signedOctets()));
    }
    return digests;
  }

  private Map<String, String> artefacts(Judgement judgement, @Nullable Document detached)
      throws IOException {
    Map<String, String> artefacts = new TreeMap<>(judgement.fetches().digests());
    artefacts.put("policy", Fetches.digest(Json.canonical(setting.policy().toJson())));
    artefacts.putAll(trustLists());
    if (detached != null) {
      artefacts.put("detached", "sm3:" + Opening.digest(detached));
    }
    for (SignatureCase one : judgement.signatures()) {
      UseReceipt.digestOf(one.signature())
          .ifPresent(digest -> artefacts.put("signature " + one.signature().number(), digest));
    }
    int number = 0;
    for (Evidence item : judgement.supplied()) {
      number++;
      artefacts.put("supplied " + number + " " + item.kind().label(), Fetches.digest(item.bytes()));
    }
    return artefacts;
  }
}
