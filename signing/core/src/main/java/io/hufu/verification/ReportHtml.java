package io.hufu.verification;

import io.hufu.model.Catalogue;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.ReportView.FindingView;
import io.hufu.verification.ReportView.Row;
import io.hufu.verification.ReportView.SignatureView;
import io.hufu.verification.ReportView.TopicView;
import java.util.List;
import java.util.Locale;

/** A report as one self-contained HTML page: no scripts, nothing from elsewhere. Thread-safe. */
public final class ReportHtml {
  private final StringBuilder html = new StringBuilder();
  private final Texts texts;

  private ReportHtml(Texts texts) {
    this.texts = texts;
  }

  /** Writes in Chinese for a Chinese locale, else in English; personal numbers are masked. */
  public static String of(VerificationReport report, Locale locale) {
    return of(report, locale, false, Catalogue.shipped());
  }

  /**
   * Writes a page, to be saved as UTF-8.
   *
   * @param full shows personal numbers and every fact
   * @param catalogue says which items of a user's own types are personal
   */
  public static String of(
      VerificationReport report, Locale locale, boolean full, Catalogue catalogue) {
    Texts texts = Texts.of(locale);
    ReportHtml writer = new ReportHtml(texts);
    writer.write(ReportView.of(report, texts, full, catalogue));
    return writer.html.toString();
  }

  private void write(ReportView view) {
    HtmlPage.open(html, texts, view.verdict(), "");
    raw("<div class=\"verdict " + view.outcome() + "\">\n");
    raw("<h1>" + Printable.html(view.verdict()) + "</h1>\n");
    rows(view.head());
    raw("</div>\n");
    section("label.licence", view.licence());
    section("label.answers", view.answers());
    raw("<section>\n<h2>" + word("label.details") + "</h2>\n");
    view.topics().forEach(this::topic);
    raw("</section>\n");
    if (!view.signatures().isEmpty()) {
      raw("<section>\n<h2>" + word("label.signatures") + "</h2>\n");
      view.signatures().forEach(this::signature);
      raw("</section>\n");
    }
    section("label.basis", view.basis());
    HtmlPage.close(html);
  }

  private void topic(TopicView topic) {
    raw("<h3>" + Printable.html(topic.name()) + "</h3>\n<ul>\n");
    for (FindingView finding : topic.findings()) {
      raw("<li><span class=\"o " + finding.outcome() + "\">" + Printable.html(finding.label()));
      raw("</span>" + Printable.html(finding.text()));
      String code = finding.about().isEmpty() ? "" : finding.about() + " · ";
      raw(" <small class=\"about\">" + Printable.html(code + finding.code()) + "</small>");
      rows(finding.more());
      raw("</li>\n");
    }
    raw("</ul>\n");
  }

  private void signature(SignatureView signature) {
    String title =
        texts.labelled(signature.title(), texts.say("verdict." + signature.outcome().name()));
    raw("<h3>" + Printable.html(title) + "</h3>\n");
    rows(signature.rows());
  }

  private void section(String label, List<Row> rows) {
    if (!rows.isEmpty()) {
      raw("<section>\n<h2>" + word(label) + "</h2>\n");
      rows(rows);
      raw("</section>\n");
    }
  }

  private void rows(List<Row> rows) {
    HtmlPage.rows(html, rows);
  }

  private String word(String key) {
    return Printable.html(texts.say(key));
  }

  private void raw(String part) {
    html.append(part);
  }
}
