package io.hufu.signing.pdf;

import static io.hufu.model.report.FindingCode.ACTION_CHANGED;
import static io.hufu.model.report.FindingCode.CATALOG_CHANGED;
import static io.hufu.model.report.FindingCode.LAYER_CHANGED;
import static io.hufu.model.report.FindingCode.PAGE_CHANGED;

import java.io.IOException;
import java.util.Set;

/** What an update may do to the trailer and the catalog: add evidence, note its date. */
final class CatalogRules {
  private static final Set<String> ACTIONS = Set.of("OpenAction", "AA", "Names", "URI");
  private static final Set<String> PAGES = Set.of("Pages", "PageLabels", "Threads", "Dests");

  /** §7.5.5 and §7.5.8.2, tables 15 and 17: what says how the file is read, not what it says. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "Size",
          "Prev",
          "ID",
          "XRefStm",
          "Type",
          "W",
          "Index",
          "Filter",
          "DecodeParms",
          "Length",
          "Root",
          "Info");

  /** §7.12.3, table 49. */
  private static final Set<String> EXTENSION =
      Set.of("Type", "BaseVersion", "ExtensionLevel", "URL", "ExtensionRevision");

  private final Step step;

  CatalogRules(Step step) {
    this.step = step;
  }

  void judge() throws IOException, PdfFault {
    Cos oldRoot = step.before.trailer().get("Root");
    Cos root = step.after.trailer().get("Root");
    if (!oldRoot.equals(root) || !(root instanceof Cos.Ref)) {
      step.failed(CATALOG_CHANGED, "trailer", "another catalog");
      return;
    }
    step.explain(root);
    trailer();
    Cos.Dict old = step.before.catalog();
    Cos.Dict now = step.after.catalog();
    for (String key : step.differing(old, now)) {
      judge(key, old, now);
    }
    // what stays under the same reference may have changed behind it
    if (now.get("DSS").equals(old.get("DSS")) && now.has("DSS")) {
      new SecurityStoreRules(step).judge(now.get("DSS"));
    }
    if (now.get("Extensions").equals(old.get("Extensions")) && now.has("Extensions")) {
      extensions(now.get("Extensions"));
    }
    new MetadataRules(step).judge(old, now);
  }

  private void trailer() throws IOException, PdfFault {
    for (String key : step.differing(step.before.trailer(), step.after.trailer())) {
      if (!STRUCTURE.contains(key) && !(step.after.trailer().get(key) instanceof Cos.Null)) {
        String where = "trailer /" + CosParser.printable(key);
        step.graded(CATALOG_CHANGED, false, where, "added or changed");
      }
    }
  }

  private void judge(String key, Cos.Dict old, Cos.Dict now) throws IOException, PdfFault {
    String where = "catalog /" + CosParser.printable(key);
    switch (key) {
      case "AcroForm", "Metadata" -> {} // judged by rules of their own
      case "DSS" -> new SecurityStoreRules(step).judge(now.get(key));
      case "Extensions" -> extensions(now.get(key));
      case "Version" -> version(old, now, where);
      case "OCProperties" -> step.failed(LAYER_CHANGED, where, "layers are switched");
      default -> {
        if (ACTIONS.contains(key)) {
          step.failed(ACTION_CHANGED, where, "what opening the document does");
        } else if (PAGES.contains(key)) {
          step.failed(PAGE_CHANGED, where, "pages are others, or elsewhere");
        } else {
          step.failed(CATALOG_CHANGED, where, "added, changed or removed");
        }
      }
    }
  }

  /** PAdES in a file of an older version needs a newer one, or an extension. */
  private void version(Cos.Dict old, Cos.Dict now, String where) throws IOException, PdfFault {
    String before = step.before.name(old, "Version");
    String after = step.after.name(now, "Version");
    if (!after.matches("[12]\\.[0-7]") || after.compareTo(before) < 0) {
      step.failed(CATALOG_CHANGED, where, "a version that is no later one");
    }
  }

  private void extensions(Cos value) throws IOException, PdfFault {
    step.explainSingle(value);
    for (Cos item : step.after.dict(value).entries().values()) {
      Iterable<Cos> developer =
          step.after.resolve(item) instanceof Cos.Array array
              ? array.items()
              : java.util.List.of(item);
      for (Cos each : developer) {
        step.explainSingle(each);
        extension(each);
      }
    }
  }

  private void extension(Cos value) throws IOException, PdfFault {
    if (value instanceof Cos.Name) {
      return; // /Type
    }
    Cos.Dict dict = step.after.dict(value);
    if (!EXTENSION.containsAll(dict.entries().keySet())) {
      step.failed(CATALOG_CHANGED, "catalog /Extensions", "what is no extension");
    }
    for (Cos part : dict.entries().values()) {
      if (!(part instanceof Cos.Name || part instanceof Cos.Num || part instanceof Cos.Text)) {
        step.failed(CATALOG_CHANGED, "catalog /Extensions", "what is no extension");
      }
    }
  }
}
