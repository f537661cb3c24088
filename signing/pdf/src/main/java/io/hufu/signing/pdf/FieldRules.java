package io.hufu.signing.pdf;

import static io.hufu.model.report.FindingCode.APPEARANCE_CHANGED;
import static io.hufu.model.report.FindingCode.CHANGE_NOT_PERMITTED;
import static io.hufu.model.report.FindingCode.FORM_CHANGED;
import static io.hufu.model.report.FindingCode.SIGNATURE_ADDED;
import static io.hufu.model.report.FindingCode.SIGNATURE_FIELD_CHANGED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an update may do to fields that were there before: under DocMDP 2, sign one that was empty,
 * inside the rectangle that it had.
 */
final class FieldRules {
  private static final int MAX_DEPTH = 32;
  private static final int LOCKED = 128;
  private static final int READ_ONLY = 1;
  private static final Set<String> FILLED = Set.of("V", "AP", "F", "Ff", "P");

  private final Step step;

  FieldRules(Step step) {
    this.step = step;
  }

  void judge() throws IOException, PdfFault {
    List<Integer> widgets = new ArrayList<>();
    for (int number : step.delta.changed()) {
      if (step.isExplained(number) || !(step.delta.old(number) instanceof Cos.Dict old)) {
        continue;
      }
      boolean field = old.has("FT") || old.has("T");
      boolean widget = step.before.name(old, "Subtype").equals("Widget");
      if (field) {
        field(number, old);
      } else if (widget) {
        widgets.add(number);
      }
    }
    for (int number : widgets) { // after their fields, which decide
      widget(number, (Cos.Dict) step.delta.old(number));
    }
  }

  private void field(int number, Cos.Dict old) throws IOException, PdfFault {
    step.explain(new Cos.Ref(number, 0));
    if (!(step.delta.now(number) instanceof Cos.Dict now)) {
      step.failed(FORM_CHANGED, Step.object(number), "a field is gone");
      return;
    }
    List<String> differing = step.differing(old, now);
    if (type(old).equals("Sig")) {
      signatureField(number, new Pair(old, now), differing);
    } else {
      value(number, old, differing);
    }
  }

  private record Pair(Cos.Dict old, Cos.Dict now) {}

  private void signatureField(int number, Pair field, List<String> differing)
      throws IOException, PdfFault {
    String where = Step.object(number);
    boolean empty = step.before.get(field.old(), "V") instanceof Cos.Null;
    boolean signs = step.after.get(field.now(), "V") instanceof Cos.Dict;
    if (differing.contains("Rect")) {
      step.failed(SIGNATURE_FIELD_CHANGED, where, "a signature field has another rectangle");
    } else if (!FILLED.containsAll(differing) || !flagsKept(field)) {
      step.failed(SIGNATURE_FIELD_CHANGED, where, "a signature field: " + shown(differing));
    } else if (empty && signs && differing.contains("V")) {
      signed(number, field.now(), where);
    } else if (differing.contains("V")) {
      step.failed(SIGNATURE_FIELD_CHANGED, where, "a signature is replaced or taken away");
    } else {
      step.failed(APPEARANCE_CHANGED, where, "a signature looks different");
    }
  }

  /** Locking is all that signing does to the flags of a widget (§12.5.3) and field (§12.7.3.1). */
  private boolean flagsKept(Pair field) throws IOException, PdfFault {
    return added(field, "F", LOCKED) && added(field, "Ff", READ_ONLY);
  }

  private boolean added(Pair field, String key, int flag) throws IOException, PdfFault {
    int old = step.before.get(field.old(), key) instanceof Cos.Num n ? (int) n.value() : 0;
    int now = step.after.get(field.now(), key) instanceof Cos.Num n ? (int) n.value() : 0;
    return (now & ~flag) == (old & ~flag);
  }

  private void signed(int number, Cos.Dict now, String where) throws IOException, PdfFault {
    boolean stamp = FormRules.isStamp(step.after, step.after.dict(now, "V"));
    if (stamp && FormRules.isInvisible(step.after, now)) {
      return;
    }
    step.filled.add(number);
    appearance(now);
    int level = step.permission.level();
    boolean permitted = level >= 2 && step.filled.size() == 1 && !step.permission.isUsed();
    if (!permitted) {
      step.graded(
          level == 0 ? SIGNATURE_ADDED : CHANGE_NOT_PERMITTED,
          level == 1,
          where,
          "a field that was empty is signed");
    }
  }

  /** An empty field may have had a picture; what nothing but the field shows may be redrawn. */
  private void appearance(Cos.Dict now) throws IOException, PdfFault {
    step.explainSingle(now.get("AP"));
    step.explainSingle(step.after.dict(now, "AP").get("N"));
  }

  private void value(int number, Cos.Dict old, List<String> differing)
      throws IOException, PdfFault {
    boolean forbidden =
        step.permission.level() == 1
            || (step.permission.hasLocks() && step.permission.locks(name(old)));
    boolean geometry = differing.contains("Rect");
    step.graded(
        FORM_CHANGED, forbidden || geometry, Step.object(number), "a field: " + shown(differing));
  }

  private void widget(int number, Cos.Dict old) throws IOException, PdfFault {
    step.explain(new Cos.Ref(number, 0));
    String where = Step.object(number);
    Cos.Dict now = step.delta.now(number) instanceof Cos.Dict dict ? dict : View.NOTHING;
    List<String> differing = step.differing(old, now);
    boolean signature = type(old).equals("Sig");
    if (!signature) {
      value(number, old, differing);
    } else if (differing.contains("Rect")) {
      step.failed(SIGNATURE_FIELD_CHANGED, where, "a signature field has another rectangle");
    } else if (!(old.get("Parent") instanceof Cos.Ref parent)
        || !step.filled.contains(parent.number())
        || !differing.equals(List.of("AP"))) {
      step.failed(APPEARANCE_CHANGED, where, "a signature: " + shown(differing));
    } else {
      appearance(now);
    }
  }

  /** §12.7.3.1: the type may be inherited. */
  private String type(Cos.Dict field) throws IOException, PdfFault {
    return type(step.before, field);
  }

  static String type(View view, Cos.Dict field) throws IOException, PdfFault {
    Cos.Dict at = field;
    for (int i = 0; i < MAX_DEPTH && !at.entries().isEmpty(); i++) {
      if (at.has("FT")) {
        return view.name(at, "FT");
      }
      at = view.dict(at, "Parent");
    }
    return "";
  }

  private String name(Cos.Dict field) throws IOException, PdfFault {
    StringBuilder name = new StringBuilder();
    Cos.Dict at = field;
    for (int i = 0; i < MAX_DEPTH && !at.entries().isEmpty(); i++) {
      if (step.before.get(at, "T") instanceof Cos.Text text) {
        name.insert(0, name.isEmpty() ? TextString.of(text) : TextString.of(text) + ".");
        if (name.length() > FormField.MAX_NAME) {
          throw PdfFault.limit("characters of a field's name", FormField.MAX_NAME);
        }
      }
      at = step.before.dict(at, "Parent");
    }
    return name.toString();
  }

  static String shown(List<String> keys) {
    StringBuilder shown = new StringBuilder();
    keys.stream().limit(8).forEach(key -> shown.append(" /").append(CosParser.printable(key)));
    return shown.toString().strip();
  }
}
