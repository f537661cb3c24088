package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One update under analysis: the document before it and after it, and what was explained. */
final class Step {
  private static final int MAX_CHANGES = 24;

  final View before;
  final View after;
  final Delta delta;
  final Uses uses;
  final Permission permission;

  private final Set<Integer> explained = new HashSet<>();
  private final Set<Change> changes = new LinkedHashSet<>();

  /** Widgets that the update may add to pages: of time-stamps, or of fields already reported. */
  final Set<Integer> widgets = new HashSet<>();

  /** Fields that existed empty and are signed by the update. */
  final Set<Integer> filled = new HashSet<>();

  Step(View before, View after, Delta delta, Uses uses, Permission permission) {
    this.before = before;
    this.after = after;
    this.delta = delta;
    this.uses = uses;
    this.permission = permission;
  }

  /** Marks a changed object as judged. */
  void explain(Cos value) {
    if (value instanceof Cos.Ref ref) {
      explained.add(ref.number());
    }
  }

  /**
   * Marks a changed object as judged if one place alone refers to it; otherwise the change might
   * show somewhere else, too.
   */
  void explainSingle(Cos value) {
    if (value instanceof Cos.Ref ref && uses.isSingle(ref.number())) {
      explained.add(ref.number());
    }
  }

  boolean isExplained(int number) {
    return explained.contains(number);
  }

  void report(FindingCode code, Outcome outcome, String where, String detail) {
    if (changes.size() < MAX_CHANGES) {
      changes.add(new Change(code, outcome, after.revision(), where, detail));
    }
  }

  void failed(FindingCode code, String where, String detail) {
    report(code, Outcome.FAILED, where, detail);
  }

  /** What certified documents forbid and others leave to the reader is never accepted here. */
  void graded(FindingCode code, boolean forbidden, String where, String detail) {
    report(code, forbidden ? Outcome.FAILED : Outcome.INCONCLUSIVE, where, detail);
  }

  List<Change> changes() {
    return new ArrayList<>(changes);
  }

  /** Tells whether two values mean the same in their views; new containers are looked through. */
  boolean same(Cos old, Cos now) throws IOException, PdfFault {
    if (old.equals(now)) {
      return true;
    }
    Cos oldValue = before.resolve(old);
    Cos nowValue = after.resolve(now);
    boolean written = !(oldValue instanceof Cos.Stream) && oldValue.equals(nowValue);
    if (written) {
      explainSingle(now);
    }
    return written;
  }

  /** Returns the keys whose values differ, in the order of the new dictionary, then the old. */
  List<String> differing(Cos.Dict old, Cos.Dict now) throws IOException, PdfFault {
    Set<String> keys = new LinkedHashSet<>(now.entries().keySet());
    keys.addAll(old.entries().keySet());
    List<String> differing = new ArrayList<>();
    for (String key : keys) {
      if (!same(old.get(key), now.get(key))) {
        differing.add(key);
      }
    }
    return differing;
  }

  static String object(int number) {
    return "object " + number;
  }
}
