package io.hufu.signing.pdf;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was there before signing and may show itself later, or shows itself differently. */
final class DocumentRemarks {
  private final PdfStructure structure;
  private final ScanReport scan;
  private final List<Finding> findings;

  DocumentRemarks(PdfStructure structure, ScanReport scan, List<Finding> findings) {
    this.structure = structure;
    this.scan = scan;
    this.findings = findings;
  }

  void judge(List<FoundSignature> found, List<FoundSignature> signed, Coverage coverage)
      throws IOException, PdfFault {
    hidden(signed.get(signed.size() - 1).revision());
    end(coverage);
    loose(found);
    live();
    layers(structure.newest());
  }

  private void hidden(int lastSigned) {
    for (ScanReport.Hidden hidden : scan.hidden()) {
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
  }

  /** White space at the end says nothing, but nobody signed it. */
  private void end(Coverage coverage) {
    Revision last = structure.revisions().get(structure.revisions().size() - 1);
    long covered = coverage.end(last.number());
    long end = covered > 0 ? covered : last.end();
    if (end < structure.file().size()) {
      remark(
          FindingCode.BYTES_NOT_EXPLAINED,
          PdfFault.at(end),
          "bytes at the end that are not signed");
    }
  }

  /** Signature dictionaries that are there and that no field shows; usage rights are none. */
  private void loose(List<FoundSignature> found) throws IOException, PdfFault {
    View newest = structure.newest();
    Set<Integer> shown = new HashSet<>();
    found.forEach(each -> shown.add(each.field().value() instanceof Cos.Ref r ? r.number() : -1));
    Cos rights = newest.dict(newest.catalog(), "Perms").get("UR3");
    ObjectTable table = structure.store().table();
    for (int number : scan.signatures()) {
      boolean usageRights = rights instanceof Cos.Ref ref && ref.number() == number;
      boolean live = table.find(number, newest.revision()).isPresent();
      boolean signature =
          newest.resolve(new Cos.Ref(number, generation(table, number, newest)))
                  instanceof Cos.Dict dict
              && dict.has("ByteRange");
      if (live && signature && !usageRights && !shown.contains(number)) {
        remark(FindingCode.HIDDEN_CONTENT, Step.object(number), "a signature that no field shows");
      }
    }
  }

  private static int generation(ObjectTable table, int number, View view) {
    return table
        .find(number, view.revision())
        .map(entry -> entry.isUsed() ? entry.extra() : 0)
        .orElse(0);
  }

  private void live() throws IOException, PdfFault {
    Map<String, Integer> live = new TreeMap<>(scan.remarkable().found());
    View newest = structure.newest();
    Cos.Dict form = newest.dict(newest.catalog(), "AcroForm");
    if (form.has("XFA")) {
      live.put("XFA", 0);
    }
    if (newest.get(form, "NeedAppearances") instanceof Cos.Bool needed && needed.value()) {
      live.put("NeedAppearances", 0);
    }
    live.forEach((what, number) -> remark(FindingCode.ACTIVE_CONTENT, Step.object(number), what));
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
