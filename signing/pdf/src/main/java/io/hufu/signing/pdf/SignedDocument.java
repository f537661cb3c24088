package io.hufu.signing.pdf;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges a document that has signatures: all its bytes, all its updates, every signature. */
final class SignedDocument {
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
    BodyScan scan = new BodyScan(structure.store(), structure.revisions());
    scan.run();
    structure.tolerated().forEach(f -> findings.add(f.finding(FindingSubject.DOCUMENT)));
    scan.wrong().forEach(fault -> findings.add(fault.finding(FindingSubject.DOCUMENT)));
    remarks(scan, signed);
    Map<Integer, List<Change>> changes = changes(scan, found, signed.get(0).revision());
    ByteRangeRule rule = new ByteRangeRule(structure.file(), structure.revisions());
    SecurityStore store = SecurityStore.of(structure.newest());
    SignatureJudge judge = new SignatureJudge(structure.file(), rule, store, limits, findings);
    for (FoundSignature signature : signed) {
      one(signature, found, judge, changes);
    }
    if (store.isOwnMalformed()) {
      findings.add(
          Finding.of(
              FindingCode.EVIDENCE_MALFORMED,
              Outcome.NOTICE,
              FindingSubject.DOCUMENT,
              Map.of("kind", SecurityStore.EVIDENCE)));
    }
  }

  private void one(
      FoundSignature signature,
      List<FoundSignature> found,
      SignatureJudge judge,
      Map<Integer, List<Change>> changes)
      throws IOException, PdfFault {
    int number = signatures.size() + 1;
    FindingSubject subject = FindingSubject.signature(number);
    List<SubjectSignature.CoveringStamp> stamps = new ArrayList<>();
    for (FoundSignature stamp : found) {
      if (stamp.isTimeStamp() && stamp.revision() > signature.revision()) {
        stamps.add(judge.stamp(stamp));
      }
    }
    signatures.add(judge.judge(number, signature, stamps));
    if (SignatureJudge.isDoubled(signature, found)) {
      findings.add(
          Finding.of(FindingCode.SIGNATURE_DUPLICATED, Outcome.FAILED, subject)
              .at(signature.where()));
    }
    changes.forEach(
        (revision, list) -> {
          if (revision > signature.revision()) {
            list.forEach(change -> findings.add(change.finding(subject)));
          }
        });
  }

  private Map<Integer, List<Change>> changes(
      BodyScan scan, List<FoundSignature> found, int firstSigned) throws IOException, PdfFault {
    ChangeAnalysis analysis = new ChangeAnalysis(structure.store(), structure.views(), scan.uses());
    Map<Integer, List<Change>> changes = new java.util.TreeMap<>();
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

  private static void hidden(BodyScan scan, int revision, List<Change> changes) {
    for (BodyScan.Hidden hidden : scan.hidden()) {
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

  /** What was there before signing and may show itself later, or shows itself differently. */
  private void remarks(BodyScan scan, List<FoundSignature> signed) throws IOException, PdfFault {
    int lastSigned = signed.get(signed.size() - 1).revision();
    for (BodyScan.Hidden hidden : scan.hidden()) {
      if (hidden.revision() <= lastSigned) {
        remark(FindingCode.HIDDEN_CONTENT, hidden.where(), "bytes that no entry names");
      } else if (hidden.revision() == structure.revisions().size()) {
        findings.add(
            PdfFault.failed(
                    FindingCode.BYTES_NOT_EXPLAINED,
                    hidden.where(),
                    "bytes behind the last end-of-file marker")
                .finding(FindingSubject.DOCUMENT));
      }
    }
    Map<String, Integer> live = new HashMap<>(scan.remarkable().found());
    View newest = structure.newest();
    Cos.Dict form = newest.dict(newest.catalog(), "AcroForm");
    if (form.has("XFA")) {
      live.put("XFA", 0);
    }
    if (newest.get(form, "NeedAppearances") instanceof Cos.Bool needed && needed.value()) {
      live.put("NeedAppearances", 0);
    }
    new java.util.TreeMap<>(live)
        .forEach((what, number) -> remark(FindingCode.ACTIVE_CONTENT, Step.object(number), what));
    layers(newest);
  }

  private void remark(FindingCode code, String where, String detail) {
    findings.add(
        Finding.of(code, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT, Map.of("detail", detail))
            .at(where));
  }

  /** §8.11.4: layers that are off are signed, and not seen. */
  private void layers(View view) throws IOException, PdfFault {
    Cos.Dict layers = view.dict(view.catalog(), "OCProperties");
    Cos.Dict shown = view.dict(layers, "D");
    boolean off = !view.items(shown.get("OFF")).isEmpty();
    boolean base =
        !view.name(shown, "BaseState").isEmpty() && !view.name(shown, "BaseState").equals("ON");
    boolean automatic = !view.items(shown.get("AS")).isEmpty();
    if (off || base || automatic) {
      findings.add(
          Finding.of(
                  FindingCode.LAYER_HIDDEN,
                  automatic ? Outcome.INCONCLUSIVE : Outcome.NOTICE,
                  FindingSubject.DOCUMENT)
              .at("catalog /OCProperties"));
    }
  }
}
