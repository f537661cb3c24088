package io.hufu.signing.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A field of the interactive form that has no fields below it (ISO 32000-1 §12.7.3).
 *
 * @param name fully qualified name (§12.7.3.2)
 * @param type Tx, Btn, Ch, Sig, or empty
 * @param reference how its parent refers to it; null for one written out in place
 * @param value its value, unresolved, inherited or its own
 */
record FormField(
    String name,
    String type,
    Cos.@org.jspecify.annotations.Nullable Ref reference,
    Cos.Dict dict,
    Cos value) {
  private static final int MAX_FIELDS = 100_000;
  private static final int MAX_DEPTH = 32;

  /** Characters of a fully qualified name. */
  static final int MAX_NAME = 4096;

  /** Characters of all names together. */
  private static final int MAX_NAMES = 8 << 20;

  boolean isSignature() {
    return type.equals("Sig");
  }

  /** Collects the fields of a view; a field that is its own ancestor is refused. */
  static List<FormField> of(View view) throws IOException, PdfFault {
    Cos.Dict form = view.dict(view.catalog(), "AcroForm");
    List<FormField> fields = new ArrayList<>();
    Walk walk = new Walk(view, fields, new HashSet<>(), new int[1]);
    for (Cos item : view.items(form.get("Fields"))) {
      walk.visit(item, new Inherited("", "", Cos.NULL), 0);
    }
    return fields;
  }

  private record Inherited(String name, String type, Cos value) {}

  private record Walk(View view, List<FormField> fields, Set<Integer> seen, int[] characters) {
    void visit(Cos item, Inherited from, int depth) throws IOException, PdfFault {
      if (depth > MAX_DEPTH || fields.size() == MAX_FIELDS) {
        throw PdfFault.limit("form fields", depth > MAX_DEPTH ? MAX_DEPTH : MAX_FIELDS);
      }
      if (item instanceof Cos.Ref ref && !seen.add(ref.number())) {
        throw PdfFault.failed(
            io.hufu.model.report.FindingCode.MALFORMED,
            "object " + ref.number(),
            "a form field that stands in two places, or below itself");
      }
      Cos.Dict dict = view.dict(item);
      Inherited own = inherited(dict, from);
      List<Cos> below = new ArrayList<>();
      for (Cos kid : view.items(dict.get("Kids"))) {
        if (view.dict(kid).has("T")) { // §12.7.3.1: a kid without a name is only a widget
          below.add(kid);
        }
      }
      for (Cos kid : below) {
        visit(kid, own, depth + 1);
      }
      if (below.isEmpty() && !dict.entries().isEmpty()) {
        Cos.Ref reference = item instanceof Cos.Ref ref ? ref : null;
        fields.add(new FormField(own.name(), own.type(), reference, dict, own.value()));
      }
    }

    private void require(int length) throws PdfFault {
      characters[0] += Math.min(length, MAX_NAME);
      if (length > MAX_NAME || characters[0] > MAX_NAMES) {
        throw PdfFault.limit("characters of field names", MAX_NAMES);
      }
    }

    private Inherited inherited(Cos.Dict dict, Inherited from) throws IOException, PdfFault {
      String part = view.get(dict, "T") instanceof Cos.Text text ? TextString.of(text) : "";
      require(from.name().length() + part.length());
      String dot = from.name().isEmpty() || part.isEmpty() ? "" : ".";
      String type = view.name(dict, "FT");
      return new Inherited(
          from.name() + dot + part,
          type.isEmpty() ? from.type() : type,
          dict.has("V") ? dict.get("V") : from.value());
    }
  }
}
