package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Topic;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Judges a document that has signatures: all its bytes, all its updates, every signature. */
final class SignedDocument {
  /** Document time-stamps that are asked about one signature, the earliest first. */
  private static final int MAX_STAMPS = 32;

  /** Changes that are told of one signature; what decides is told first. */
  private static final int MAX_CHANGES = 24;

  private final PdfStructure structure;
  private final Limits limits;
  private final List<Finding> findings;
  private final List<SubjectSignature> signatures = new ArrayList<>();

  SignedDocument(PdfStructure structure, Limits limits, List<Finding> findings) {
    this.structure = structure;
    this.limits = limits;
    this.findings = findings;
  }

  List<SubjectSignature> signatures() {
    return signatures;
  }

  /**
   * Judges.
   *
   * @param found all of them, in the order of the file
   * @param signed those that are no document time-stamps
   */
  void judge(List<FoundSignature> found, List<FoundSignature> signed) throws IOException, PdfFault {
    int firstSigned = signed.get(0).revision();
    ScanReport scan = new ScanReport(structure.store().table(), firstSigned);
    new BodyScan(structure.store(), structure.revisions(), scan).run();
    structure.tolerated().forEach(f -> findings.add(f.finding(FindingSubject.DOCUMENT)));
    scan.wrong().forEach(fault -> findings.add(fault.finding(FindingSubject.DOCUMENT)));
    Coverage coverage = Coverage.of(structure.file(), structure.revisions(), found);
    new DocumentRemarks(structure, scan, findings).judge(found, signed, coverage);
    Map<Integer, List<Change>> changes = changes(scan, found, firstSigned);
    SecurityStore store = SecurityStore.of(structure.newest());
    SignatureJudge judge = new SignatureJudge(coverage, store, limits, findings);
    signatures(found, signed, judge);
    doubled(found, signed);
    changed(signed, changes);
    broken(signed);
    if (store.isMalformed()) {
      findings.add(
          Finding.of(
              FindingCode.EVIDENCE_MALFORMED,
              Outcome.NOTICE,
              FindingSubject.DOCUMENT,
              Map.of("kind", "DSS")));
    }
  }

  private void signatures(
      List<FoundSignature> found, List<FoundSignature> signed, SignatureJudge judge)
      throws IOException, PdfFault {
    List<SignatureJudge.Stamp> stamps = new ArrayList<>();
    for (FoundSignature each : found) {
      if (each.isTimeStamp()) {
        stamps.add(judge.stamp(each));
      }
    }
    for (FoundSignature signature : signed) {
      List<SignatureJudge.Stamp> later =
          stamps.stream()
              .filter(s -> s.found().revision() > signature.revision())
              .limit(MAX_STAMPS)
              .toList();
      signatures.add(judge.judge(signatures.size() + 1, signature, later));
    }
  }

  /** The same value in two places is no second signature, nor is one name two fields. */
  private void doubled(List<FoundSignature> found, List<FoundSignature> signed) {
    Map<String, Integer> count = new HashMap<>();
    for (FoundSignature each : found) {
      count.merge(value(each), 1, Integer::sum);
      count.merge(each.where(), 1, Integer::sum);
    }
    for (int i = 0; i < signed.size(); i++) {
      FoundSignature each = signed.get(i);
      boolean value = each.bytes().length > 0 && count.getOrDefault(value(each), 0) > 1;
      if (value || count.getOrDefault(each.where(), 0) > 1) {
        FindingSubject subject = FindingSubject.signature(i + 1);
        findings.add(
            Finding.of(FindingCode.SIGNATURE_DUPLICATED, Outcome.FAILED, subject).at(each.where()));
      }
    }
  }

  private static String value(FoundSignature signature) {
    return HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(signature.bytes()));
  }

  private Map<Integer, List<Change>> changes(
      ScanReport scan, List<FoundSignature> found, int firstSigned) throws IOException, PdfFault {
    ChangeAnalysis analysis = new ChangeAnalysis(structure.store(), structure.views(), scan.uses());
    Map<Integer, List<Change>> changes = new LinkedHashMap<>();
    Permission permission = Permission.NONE;
    int next = 0;
    for (int revision = firstSigned + 1; revision < structure.views().size(); revision++) {
      while (next < found.size() && found.get(next).revision() < revision) {
        FoundSignature earlier = found.get(next++);
        permission = earlier.isTimeStamp() ? permission : permission.and(earlier);
      }
      List<Change> made = new ArrayList<>(analysis.update(revision, permission));
      hidden(scan, revision, made);
      changes.put(revision, made);
    }
    return changes;
  }

  private static void hidden(ScanReport scan, int revision, List<Change> changes) {
    for (ScanReport.Hidden hidden : scan.hidden()) {
      if (hidden.revision() == revision) {
        changes.add(
            new Change(
                FindingCode.BYTES_NOT_EXPLAINED,
                Outcome.FAILED,
                revision,
                hidden.where(),
                "bytes of an update that no cross-reference entry names"));
      }
    }
  }

  /**
   * An update speaks against every signature before it. One that nobody may make speaks against the
   * document, too: a later signer does not heal it.
   */
  private void changed(List<FoundSignature> signed, Map<Integer, List<Change>> changes) {
    for (int i = 0; i < signed.size(); i++) {
      FindingSubject subject = FindingSubject.signature(i + 1);
      int own = signed.get(i).revision();
      changes.values().stream()
          .flatMap(List::stream)
          .filter(change -> change.revision() > own)
          .sorted(Comparator.comparing(change -> change.outcome() != Outcome.FAILED))
          .limit(MAX_CHANGES)
          .forEach(change -> findings.add(change.finding(subject)));
    }
    changes.values().stream()
        .flatMap(List::stream)
        .filter(change -> change.outcome() == Outcome.FAILED)
        .findFirst()
        .ifPresent(change -> findings.add(change.finding(FindingSubject.DOCUMENT)));
  }

  /**
   * What was put into a field after signing must be a signature, not something that looks so. One
   * that fails is told of each signature before it, or else one that is open.
   */
  private void broken(List<FoundSignature> signed) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < signed.size(); i++) {
      outcomes.add(integrity(FindingSubject.signature(i + 1)));
    }
    for (int i = 0; i < signed.size(); i++) {
      FindingSubject subject = FindingSubject.signature(i + 1);
      FoundSignature own = signed.get(i);
      Stream.of(Outcome.FAILED, Outcome.INCONCLUSIVE)
          .flatMap(outcome -> later(signed, own, outcomes, outcome))
          .findFirst()
          .ifPresent(change -> findings.add(change.finding(subject)));
    }
  }

  private static Stream<Change> later(
      List<FoundSignature> signed, FoundSignature own, List<Outcome> outcomes, Outcome outcome) {
    return IntStream.range(0, signed.size())
        .filter(i -> outcomes.get(i) == outcome && signed.get(i).revision() > own.revision())
        .mapToObj(signed::get)
        .map(
            broken ->
                new Change(
                    FindingCode.SIGNATURE_FIELD_CHANGED,
                    outcome,
                    broken.revision(),
                    broken.where(),
                    "filled with a signature that does not verify"));
  }

  /** Returns PASSED for a signature whose value verifies over what it must cover. */
  private Outcome integrity(FindingSubject subject) {
    List<Finding> own =
        findings.stream()
            .filter(f -> f.subject().equals(subject) && f.topic() == Topic.INTEGRITY)
            .toList();
    if (own.stream().anyMatch(f -> f.code().equals(FindingCode.SIGNATURE_INTACT.name()))) {
      return Outcome.PASSED;
    }
    boolean failed = own.stream().anyMatch(f -> f.outcome() == Outcome.FAILED);
    return failed ? Outcome.FAILED : Outcome.INCONCLUSIVE;
  }
}
