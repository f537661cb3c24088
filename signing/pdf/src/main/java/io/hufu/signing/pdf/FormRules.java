package io.hufu.signing.pdf;

import static io.hufu.model.report.FindingCode.CHANGE_NOT_PERMITTED;
import static io.hufu.model.report.FindingCode.FORM_CHANGED;
import static io.hufu.model.report.FindingCode.SIGNATURE_ADDED;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an update may do to the interactive form: add document time-stamps. */
final class FormRules {
  /** What the field of a document time-stamp needs, being its own widget. */
  private static final Set<String> STAMP =
      Set.of(
          "Type", "Subtype", "FT", "T", "V", "F", "Ff", "Rect", "P", "AP", "DA", "Q", "H", "DR",
          "MK", "BS", "Border");

  private static final int HIDDEN = 2;
  private static final int PRINT = 4;
  private static final int NO_VIEW = 32;

  private final Step step;

  FormRules(Step step) {
    this.step = step;
  }

  void judge() throws IOException, PdfFault {
    Cos oldForm = step.before.catalog().get("AcroForm");
    Cos form = step.after.catalog().get("AcroForm");
    step.explainSingle(form);
    Cos.Dict old = step.before.dict(oldForm);
    Cos.Dict now = step.after.dict(form);
    for (String key : step.differing(old, now)) {
      if (key.equals("SigFlags")) {
        flags(old, now);
      } else if (!key.equals("Fields")) {
        boolean fonts = key.equals("DR") || key.equals("DA");
        if (fonts && new DefaultLook(step, old, now).isOnlyAdded(key)) {
          continue; // editors add what new fields need
        }
        boolean forbidden = !fonts || step.permission.level() != 0;
        String where = "form /" + CosParser.printable(key);
        step.graded(FORM_CHANGED, forbidden, where, "added, changed or removed");
      }
    }
    fields(old.get("Fields"), now.get("Fields"));
  }

  /** Table 219: signatures exist, append only. */
  private void flags(Cos.Dict old, Cos.Dict now) throws IOException, PdfFault {
    int before = step.before.get(old, "SigFlags") instanceof Cos.Num n ? (int) n.value() : 0;
    int after = step.after.get(now, "SigFlags") instanceof Cos.Num n ? (int) n.value() : 0;
    if ((before & ~after) != 0 || (after & ~before & ~3) != 0) {
      step.failed(FORM_CHANGED, "form /SigFlags", "changed");
    }
  }

  private void fields(Cos oldValue, Cos value) throws IOException, PdfFault {
    step.explainSingle(value);
    List<Cos> old = step.before.items(oldValue);
    List<Cos> now = step.after.items(value);
    Set<Cos> added = new LinkedHashSet<>(now);
    added.removeAll(new LinkedHashSet<>(old));
    List<Cos> kept = now.stream().filter(item -> !added.contains(item)).toList();
    if (!kept.equals(old)) {
      step.failed(FORM_CHANGED, "form /Fields", "fields are gone, doubled or in another order");
    }
    for (Cos item : added) {
      added(item);
    }
  }

  private void added(Cos item) throws IOException, PdfFault {
    if (!(item instanceof Cos.Ref ref)
        || !(step.before.resolve(ref) instanceof Cos.Null)
        || !(step.after.resolve(ref) instanceof Cos.Dict field)) {
      step.failed(FORM_CHANGED, "form /Fields", "a field that is no new object");
      return;
    }
    String where = Step.object(ref.number());
    step.widgets.add(ref.number());
    step.after.items(field.get("Kids")).forEach(this::widget);
    boolean signature = step.after.name(field, "FT").equals("Sig") && field.has("V");
    if (signature && isStamp(field)) {
      return;
    }
    if (signature) {
      step.graded(
          step.permission.level() == 0 ? SIGNATURE_ADDED : CHANGE_NOT_PERMITTED,
          step.permission.level() != 0,
          where,
          "a signature in a field that was not there before");
    } else {
      step.graded(FORM_CHANGED, step.permission.level() != 0, where, "a field is added");
    }
  }

  private void widget(Cos kid) {
    if (kid instanceof Cos.Ref ref) {
      step.widgets.add(ref.number());
    }
  }

  /** A document time-stamp shows nothing. */
  private boolean isStamp(Cos.Dict field) throws IOException, PdfFault {
    return isStamp(step.after, step.after.dict(field, "V"))
        && STAMP.containsAll(field.entries().keySet())
        && isInvisible(step.after, field);
  }

  /** ISO 32000-2 §12.8.5; not everybody writes the type. */
  static boolean isStamp(View view, Cos.Dict value) throws IOException, PdfFault {
    return view.name(value, "SubFilter").equals("ETSI.RFC3161");
  }

  /** §12.5.3: hidden, neither viewed nor printed, or without an area. */
  static boolean isInvisible(View view, Cos.Dict widget) throws IOException, PdfFault {
    int flags = view.get(widget, "F") instanceof Cos.Num n ? (int) n.value() : 0;
    boolean nowhere = (flags & HIDDEN) != 0 || (flags & (NO_VIEW | PRINT)) == NO_VIEW;
    if (nowhere || !widget.has("Rect")) {
      return true;
    }
    List<Cos> rect = view.items(widget.get("Rect"));
    double[] corners = new double[4];
    for (int i = 0; i < 4; i++) {
      if (rect.size() != 4 || !(view.resolve(rect.get(i)) instanceof Cos.Num n)) {
        return false;
      }
      corners[i] = n.value();
    }
    return corners[0] == corners[2] || corners[1] == corners[3];
  }
}
