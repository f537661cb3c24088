package io.hufu.signing.pdf;

import static io.hufu.model.report.FindingCode.ANNOTATION_CHANGED;
import static io.hufu.model.report.FindingCode.PAGE_CHANGED;

import java.io.IOException;
import java.util.List;

/** What an update may do to pages: add the widget of a document time-stamp. */
final class PageRules {
  private final Step step;

  PageRules(Step step) {
    this.step = step;
  }

  void judge() throws IOException, PdfFault {
    for (int number : step.delta.changed()) {
      Cos old = step.delta.old(number);
      if (step.isExplained(number)) {
        continue;
      }
      if (old instanceof Cos.Dict dict && isPage(dict)) {
        page(number, dict);
      } else if (old instanceof Cos.Array && isAnnotationList(number)) {
        step.explain(new Cos.Ref(number, 0));
        annotations(Step.object(number), old, step.delta.now(number));
      }
    }
  }

  private boolean isPage(Cos.Dict dict) throws IOException, PdfFault {
    return step.before.name(dict, "Type").equals("Page");
  }

  private boolean isAnnotationList(int number) {
    List<Uses.Use> uses = step.uses.of(number);
    return step.uses.isSingle(number)
        && !uses.isEmpty()
        && uses.stream().allMatch(use -> use.key().equals("Annots"));
  }

  private void page(int number, Cos.Dict old) throws IOException, PdfFault {
    step.explain(new Cos.Ref(number, 0));
    String where = Step.object(number);
    if (!(step.delta.now(number) instanceof Cos.Dict now)) {
      step.failed(PAGE_CHANGED, where, "a page is gone");
      return;
    }
    for (String key : step.differing(old, now)) {
      if (key.equals("Annots")) {
        annotations(where, old.get(key), now.get(key));
      } else {
        step.failed(PAGE_CHANGED, where, "a page: /" + CosParser.printable(key));
      }
    }
  }

  private void annotations(String where, Cos oldValue, Cos value) throws IOException, PdfFault {
    List<Cos> old = step.before.items(oldValue);
    List<Cos> now = step.after.items(value);
    int kept = 0;
    for (Cos item : now) {
      if (kept < old.size() && old.get(kept).equals(item)) {
        kept++;
      } else if (!(item instanceof Cos.Ref ref) || !step.widgets.contains(ref.number())) {
        boolean forbidden = step.permission.level() == 1 || step.permission.level() == 2;
        step.graded(ANNOTATION_CHANGED, forbidden, where, "an annotation is added or moved");
      }
    }
    if (kept < old.size()) {
      step.failed(ANNOTATION_CHANGED, where, "an annotation is gone");
    }
  }
}
