package io.hufu.verification;

import io.hufu.model.Catalogue;
import io.hufu.model.report.CaseReport;
import io.hufu.verification.CaseView.Line;
import java.util.List;
import java.util.Locale;

/** A report on a case as plain text: first for the clerk, then for whoever asks. Thread-safe. */
public final class CaseText {
  private final ReportLines out;
  private final Texts texts;

  private CaseText(Texts texts) {
    this.texts = texts;
    this.out = new ReportLines(texts);
  }

  /**
   * Writes in Chinese for a Chinese locale, else in English; lines end with a line feed.
   *
   * @param full shows personal data
   * @param catalogue says which items of a user's own types are personal
   */
  public static String of(CaseReport report, Locale locale, boolean full, Catalogue catalogue) {
    Texts texts = Texts.of(locale);
    CaseText writer = new CaseText(texts);
    writer.write(CaseView.of(report, texts, full, catalogue));
    return writer.out.toString();
  }

  /** Says the answer in a few words, as the first line of the report does. */
  public static String answer(CaseReport report, Locale locale) {
    return Texts.of(locale)
        .say("case.verdict." + report.reason().map(Enum::name).orElse(report.verdict().name()));
  }

  /** Says what a code of a case means, without facts, in one sentence. */
  public static String meaning(String code, Locale locale) {
    return Texts.of(locale).say("case." + code, java.util.Map.of());
  }

  private void write(CaseView view) {
    out.line("", texts.labelled(view.title(), view.answer()));
    out.rows("", view.head());
    lines("label.materials", view.materials());
    lines("label.rules", view.rules());
    lines("label.unused", view.unused());
    out.section("label.stats", view.stats());
    out.section("label.basis", view.basis());
  }

  private void lines(String label, List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.heading(label);
    for (Line one : lines) {
      out.line("  ", "[" + one.label() + "] " + texts.labelled(one.name(), one.text()));
      out.rows("      ", one.more());
    }
  }
}
