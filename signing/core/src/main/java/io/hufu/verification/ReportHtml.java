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
  private static final String STYLE =
      """
      body{font:16px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;
       margin:0;color:#1c2430;background:#f4f5f7}
      main{max-width:54rem;margin:0 auto;padding:1.5rem}
      .verdict{border-left:.6rem solid #8a6d00;background:#fff;padding:1rem 1.5rem;margin:0 0 1rem}
      .verdict h1{font-size:1.6rem;margin:0 0 .5rem}
      .ACCEPTED{border-color:#1a7f37}.REJECTED{border-color:#b42318}.UNDECIDED{border-color:#8a6d00}
      section{background:#fff;padding:1rem 1.5rem;margin:0 0 1rem}
      h2{font-size:1.1rem;margin:0 0 .5rem}h3{font-size:1rem;margin:.8rem 0 .2rem}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}
      dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}
      ul{list-style:none;margin:0;padding:0}li{margin:.2rem 0 .5rem}
      .o{display:inline-block;min-width:4.5em;padding:0 .4em;margin-right:.5em;border:1px solid;
       border-radius:.2rem;font-size:.85rem;text-align:center}
      .PASSED{color:#1a7f37}.FAILED{color:#b42318}.INCONCLUSIVE{color:#7a5c00}
      .SKIPPED,.NOTICE,.about{color:#57606a}
      li dl{margin-left:5.6em;font-size:.9rem}
      @media print{body{background:#fff}section,.verdict{padding-left:1rem}}
      """;

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
    raw("<!DOCTYPE html>\n<html lang=\"" + texts.tag() + "\">\n<head>\n<meta charset=\"utf-8\">\n");
    raw("<meta http-equiv=\"Content-Security-Policy\" ");
    raw("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    raw("<title>" + Printable.html(view.verdict()) + "</title>\n");
    raw("<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>\n");
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
    raw("</main>\n</body>\n</html>\n");
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
    if (rows.isEmpty()) {
      return;
    }
    raw("<dl>\n");
    for (Row row : rows) {
      raw("<dt>" + Printable.html(row.label()) + "</dt>");
      raw("<dd>" + Printable.html(row.value()) + "</dd>\n");
    }
    raw("</dl>\n");
  }

  private String word(String key) {
    return Printable.html(texts.say(key));
  }

  private void raw(String part) {
    html.append(part);
  }
}
