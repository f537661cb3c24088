package io.hufu.verification;

import io.hufu.model.Catalogue;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.ReportView.FindingView;
import io.hufu.verification.ReportView.SignatureView;
import io.hufu.verification.ReportView.TopicView;
import java.util.Locale;
import java.util.Map;

/** A report as plain text: first for the clerk, then for whoever wants to know. Thread-safe. */
public final class ReportText {
  private final ReportLines out;
  private final Texts texts;

  private ReportText(Texts texts) {
    this.texts = texts;
    this.out = new ReportLines(texts);
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
    return writer.out.toString();
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
    out.line("", view.verdict());
    out.rows("", view.head());
    out.section("label.licence", view.licence());
    out.section("label.answers", view.answers());
    out.heading("label.details");
    view.topics().forEach(this::topic);
    if (!view.signatures().isEmpty()) {
      out.heading("label.signatures");
      view.signatures().forEach(this::signature);
    }
    out.section("label.basis", view.basis());
  }

  private void topic(TopicView topic) {
    out.line("  ", topic.name());
    for (FindingView finding : topic.findings()) {
      String about = finding.about().isEmpty() ? "" : " — " + finding.about();
      out.line("    ", "[" + finding.label() + "] " + finding.text() + about);
      out.rows("        ", finding.more());
    }
  }

  private void signature(SignatureView signature) {
    out.line("  ", texts.labelled(signature.title(), texts.say("verdict." + signature.outcome())));
    out.rows("    ", signature.rows());
  }
}
