package io.hufu.verification;

import io.hufu.model.Catalogue;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Verdict;
import io.hufu.verification.ReportView.Row;
import java.util.List;

/**
 * A report on a case in one language, ready to be set: what a clerk reads first stands first.
 *
 * @param verdict the verdict's constant, for colours
 */
record CaseView(
    String title,
    String answer,
    Verdict verdict,
    List<Row> head,
    List<Line> materials,
    List<Line> rules,
    List<Line> unused,
    List<Row> stats,
    List<Row> basis) {
  /**
   * One material, rule or document.
   *
   * @param label what the outcome is called
   * @param more what is worth knowing beside it
   */
  record Line(Outcome outcome, String label, String name, String text, List<Row> more) {}

  static CaseView of(CaseReport report, Texts texts, boolean full, Catalogue catalogue) {
    return new CaseViewWriter(report, report.toJson(full, catalogue), texts, full).write();
  }
}
