package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.List;

/**
 * Judges, update by update, what changed after signing: nothing but evidence may (formats.md).
 *
 * <p>An update is its changed objects. Every object that was there before and is different now must
 * be explained by a rule that looked at all of the difference, in the one role that the object has;
 * objects that are new can be reached through such a difference only, for nothing older may refer
 * to them. So the graph that the catalog reaches is compared without walking it, and the cost of an
 * update is its own size.
 */
final class ChangeAnalysis {
  private final ObjectStore store;
  private final List<View> views;
  private final Uses uses;
  private final int[][] slots;

  ChangeAnalysis(ObjectStore store, List<View> views, Uses uses) {
    this.store = store;
    this.views = views;
    this.uses = uses;
    this.slots = slots(store.table(), views.size());
  }

  private static int[][] slots(ObjectTable table, int revisions) {
    int[] counts = new int[revisions];
    for (int slot = 0; slot < table.size(); slot++) {
      counts[table.revision(slot)]++;
    }
    int[][] slots = new int[revisions][];
    for (int i = 0; i < revisions; i++) {
      slots[i] = new int[i == 0 ? 0 : counts[i]]; // the first revision changes nothing
      counts[i] = 0;
    }
    for (int slot = 0; slot < table.size(); slot++) {
      int revision = table.revision(slot);
      if (revision > 0) {
        slots[revision][counts[revision]++] = slot;
      }
    }
    return slots;
  }

  /** Judges the update that made a revision, 1 or higher. */
  List<Change> update(int revision, Permission permission) throws IOException, PdfFault {
    View before = views.get(revision - 1);
    View after = views.get(revision);
    Delta delta = Delta.of(store, revision, slots[revision]);
    Step step = new Step(before, after, delta, uses, permission);
    for (int number : delta.added()) {
      if (uses.isPrepared(number, revision)) {
        step.failed(
            FindingCode.HIDDEN_CONTENT,
            Step.object(number),
            "an older object refers to it, and it was not there before");
      }
    }
    new FormRules(step).judge();
    new CatalogRules(step).judge();
    new FieldRules(step).judge();
    new PageRules(step).judge();
    new LeftOvers(step).judge();
    return step.changes();
  }
}
