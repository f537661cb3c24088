package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** The document security store (ETSI EN 319 142-1 §5.4.2.2): anyone may add evidence to it. */
final class SecurityStoreRules {
  private static final Set<String> LISTS = Set.of("Certs", "CRLs", "OCSPs", SecurityStore.EVIDENCE);
  private static final Set<String> RELATED = Set.of("Cert", "CRL", "OCSP", "TU", "TS", "Type");
  private static final int MAX_RELATED = 4096;

  private final Step step;

  SecurityStoreRules(Step step) {
    this.step = step;
  }

  /** Explains changed dictionaries and lists; a stream that was there before may not change. */
  void judge(Cos store) throws IOException, PdfFault {
    step.explainSingle(store);
    Cos.Dict dict = step.after.dict(store);
    for (Map.Entry<String, Cos> entry : dict.entries().entrySet()) {
      String key = entry.getKey();
      if (LISTS.contains(key)) {
        list(entry.getValue());
      } else if (key.equals("VRI")) {
        related(entry.getValue());
      } else if (!key.equals("Type")) {
        step.failed(
            FindingCode.CATALOG_CHANGED,
            "catalog /DSS /" + CosParser.printable(key),
            "not a part of a document security store");
      }
    }
  }

  /** The list itself may have changed; what is in it are streams. */
  private void list(Cos value) throws IOException, PdfFault {
    if (!(step.after.resolve(value) instanceof Cos.Stream)) {
      step.explainSingle(value);
    }
  }

  private void related(Cos value) throws IOException, PdfFault {
    step.explainSingle(value);
    Map<String, Cos> related = step.after.dict(value).entries();
    if (related.size() > MAX_RELATED) {
      throw PdfFault.limit("signatures in a document security store", MAX_RELATED);
    }
    for (Cos each : related.values()) {
      if (step.after.resolve(each) instanceof Cos.Dict one) {
        step.explainSingle(each);
        if (!RELATED.containsAll(one.entries().keySet())) {
          step.failed(FindingCode.CATALOG_CHANGED, "catalog /DSS /VRI", "unknown keys");
        }
        for (Cos part : one.entries().values()) {
          list(part);
        }
      }
    }
  }
}
