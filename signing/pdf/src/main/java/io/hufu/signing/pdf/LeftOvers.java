package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names what no rule explained, by what the object was and by who refers to it. */
final class LeftOvers {
  private static final Map<String, FindingCode> TYPES =
      Map.of(
          "Catalog", FindingCode.CATALOG_CHANGED,
          "Page", FindingCode.PAGE_CHANGED,
          "Pages", FindingCode.PAGE_CHANGED,
          "Annot", FindingCode.ANNOTATION_CHANGED,
          "OCG", FindingCode.LAYER_CHANGED,
          "OCMD", FindingCode.LAYER_CHANGED,
          "Sig", FindingCode.SIGNATURE_FIELD_CHANGED,
          "DocTimeStamp", FindingCode.SIGNATURE_FIELD_CHANGED,
          "Font", FindingCode.PAGE_CHANGED,
          "Action", FindingCode.ACTION_CHANGED);

  /** §14.7.2, tables 322 and 323, and who refers to such an object. */
  private static final Set<String> ELEMENTS = Set.of("StructTreeRoot", "StructElem");

  private static final Set<String> LIST_KEYS = Set.of("K", "ParentTree");
  private static final Set<String> ELEMENT_KEYS =
      Set.of("K", "P", "ParentTree", "Nums", "StructTreeRoot");

  private static final Map<String, FindingCode> KEYS =
      Map.ofEntries(
          Map.entry("Contents", FindingCode.PAGE_CHANGED),
          Map.entry("Kids", FindingCode.PAGE_CHANGED),
          Map.entry("Pages", FindingCode.PAGE_CHANGED),
          Map.entry("Resources", FindingCode.PAGE_CHANGED),
          Map.entry("XObject", FindingCode.PAGE_CHANGED),
          Map.entry("Font", FindingCode.PAGE_CHANGED),
          Map.entry("Annots", FindingCode.ANNOTATION_CHANGED),
          Map.entry("AcroForm", FindingCode.FORM_CHANGED),
          Map.entry("Fields", FindingCode.FORM_CHANGED),
          Map.entry("V", FindingCode.FORM_CHANGED),
          Map.entry("OCProperties", FindingCode.LAYER_CHANGED),
          Map.entry("D", FindingCode.LAYER_CHANGED),
          Map.entry("OpenAction", FindingCode.ACTION_CHANGED),
          Map.entry("A", FindingCode.ACTION_CHANGED),
          Map.entry("AA", FindingCode.ACTION_CHANGED),
          Map.entry("JS", FindingCode.ACTION_CHANGED));

  private final Step step;

  LeftOvers(Step step) {
    this.step = step;
  }

  void judge() throws IOException, PdfFault {
    for (int number : step.delta.changed()) {
      if (!step.isExplained(number)) {
        judge(number, step.delta.old(number));
      }
    }
  }

  private void judge(int number, Cos old) throws IOException, PdfFault {
    String where = Step.object(number);
    boolean gone = step.delta.now(number) instanceof Cos.Null;
    if (gone && !step.uses.isUsed(number, step.after.revision())) {
      return; // writers free what no object of theirs needs any longer
    }
    String detail = gone ? "an object is gone" : "an object is replaced";
    Cos.Dict dict = step.before.dict(old);
    FindingCode byType = TYPES.get(step.before.name(dict, "Type"));
    if (byType != null) {
      step.failed(byType, where, detail);
      return;
    }
    if (isStructure(number, old)) {
      structure(where, detail);
      return;
    }
    if (dict.has("Subtype") && dict.has("Rect")) {
      boolean forbidden = step.permission.level() == 1 || step.permission.level() == 2;
      step.graded(FindingCode.ANNOTATION_CHANGED, forbidden, where, "an annotation is changed");
      return;
    }
    byUse(number, where, detail);
  }

  /** An element, its root or its list of kids, and nothing else to anybody. */
  private boolean isStructure(int number, Cos old) throws IOException, PdfFault {
    List<Uses.Use> uses = step.uses.of(number);
    boolean element = ELEMENTS.contains(step.before.name(step.before.dict(old), "Type"));
    Set<String> keys = element ? ELEMENT_KEYS : LIST_KEYS;
    return !(old instanceof Cos.Stream)
        && !uses.isEmpty()
        && uses.stream().allMatch(use -> keys.contains(use.key()));
  }

  /** §14.7: what is tagged is shown as before, but may be read out in other words. */
  private void structure(String where, String detail) {
    step.graded(
        FindingCode.OBJECT_CHANGED,
        step.permission.level() != 0,
        where,
        detail + ", it is part of the structure tree");
  }

  private void byUse(int number, String where, String detail) throws IOException, PdfFault {
    List<Uses.Use> uses = step.uses.of(number);
    for (Uses.Use use : uses) {
      if (use.key().equals("N") || use.key().equals("AP") || use.key().equals("R")) {
        appearance(use.source(), where, detail);
        return;
      }
      FindingCode code = KEYS.get(use.key());
      if (code != null) {
        step.failed(code, where, detail + ", it is somebody's /" + use.key());
        return;
      }
    }
    step.failed(FindingCode.OBJECT_CHANGED, where, detail);
  }

  private void appearance(int source, String where, String detail) throws IOException, PdfFault {
    Cos.Dict owner = step.before.dict(new Cos.Ref(source, 0));
    String type = FieldRules.type(step.before, owner);
    if (type.isEmpty() || type.equals("Sig")) {
      step.failed(FindingCode.APPEARANCE_CHANGED, where, detail + ", it is an appearance");
    } else {
      boolean forbidden = step.permission.level() == 1;
      step.graded(FindingCode.FORM_CHANGED, forbidden, where, detail + ", a field looks different");
    }
  }
}
