package io.hufu.verification;

import io.hufu.model.Catalogue;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.ReportView.FindingView;
import io.hufu.verification.ReportView.Row;
import io.hufu.verification.ReportView.SignatureView;
import io.hufu.verification.ReportView.TopicView;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as plain text: first for the clerk, then for whoever wants to know. Thread-safe. */
public final class ReportText {
  private final StringBuilder text = new StringBuilder();
  private final Texts texts;

  private ReportText(Texts texts) {
    this.texts = texts;
  }

  /** Writes in Chinese for a Chinese locale, else in English; personal numbers are masked. */
  public static String of(VerificationReport report, Locale locale) {
    return of(report, locale, false, Catalogue.shipped());
  }

  /**
   * Writes a report; lines end with a line feed.
   *
   * @param full shows personal numbers and every fact
   * @param catalogue says which items of a user's own types are personal
   */
  public static String of(
      VerificationReport report, Locale locale, boolean full, Catalogue catalogue) {
    Texts texts = Texts.of(locale);
    ReportText writer = new ReportText(texts);
    writer.write(ReportView.of(report, texts, full, catalogue));
    return writer.text.toString();
  }

  /**
   * Says what a finding of a code means, in one sentence without facts; the code when unknown.
   *
   * <p>For summaries and tables.
   */
  public static String meaning(String code, Locale locale) {
    return Texts.of(locale).say(code, Map.of());
  }

  /** Says in one sentence why the verdict is so, for tables; personal numbers are masked. */
  public static String why(VerificationReport report, Locale locale) {
    Texts texts = Texts.of(locale);
    return texts.sentence(Words.why(report, texts, new MaskedFacts(report.toJson(false))));
  }

  /** Says a verdict with its reason class, as the first line of the report does. */
  public static String verdict(VerificationReport report, Locale locale) {
    return Words.verdict(report, Texts.of(locale));
  }

  private void write(ReportView view) {
    line("", view.verdict());
    rows("", view.head());
    section("label.licence", view.licence());
    section("label.answers", view.answers());
    heading("label.details");
    view.topics().forEach(this::topic);
    if (!view.signatures().isEmpty()) {
      heading("label.signatures");
      view.signatures().forEach(this::signature);
    }
    section("label.basis", view.basis());
  }

  private void topic(TopicView topic) {
    line("  ", topic.name());
    for (FindingView finding : topic.findings()) {
      String about = finding.about().isEmpty() ? "" : " — " + finding.about();
      line("    ", "[" + finding.label() + "] " + finding.text() + about);
      rows("        ", finding.more());
    }
  }

  private void signature(SignatureView signature) {
    line("  ", texts.labelled(signature.title(), texts.say("verdict." + signature.outcome())));
    rows("    ", signature.rows());
  }

  private void section(String label, List<Row> rows) {
    if (!rows.isEmpty()) {
      heading(label);
      rows("  ", rows);
    }
  }

  private void heading(String label) {
    text.append('\n');
    line("", texts.say(label));
  }

  private void rows(String indent, List<Row> rows) {
    rows.forEach(row -> line(indent, texts.labelled(row.label(), row.value())));
  }

  private void line(String indent, String content) {
    text.append(indent).append(content).append('\n');
  }
}
