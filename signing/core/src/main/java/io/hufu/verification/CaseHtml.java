package io.hufu.verification;

import io.hufu.model.Catalogue;
import io.hufu.model.report.CaseReport;
import io.hufu.verification.CaseView.Line;
import io.hufu.verification.ReportView.Row;
import java.util.List;
import java.util.Locale;

/** A report on a case as one self-contained page for screen and paper. Thread-safe. */
public final class CaseHtml {
  /** Beside the style that all reports share. */
  private static final String STYLE =
      """
      .eyebrow{margin:0;color:#57606a;font-size:.9rem;letter-spacing:.1em}
      .verdict dl{margin-top:.6rem}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;vertical-align:top;padding:.5rem .6rem .5rem 0;border-top:1px solid #d8dee4}
      tr:first-child td{border-top:0}
      td:first-child{width:6.5em}
      td .o{margin:0;min-width:4em}
      td strong{font-weight:600}
      td dl{font-size:.9rem;margin-top:.2rem}
      .counts{display:flex;flex-wrap:wrap;gap:.5rem 2rem}
      .counts div{min-width:6em}.counts b{display:block;font-size:1.4rem;font-weight:600}
      .counts span{color:#57606a;font-size:.9rem}
      .basis{font-size:.85rem}
      @media print{main{max-width:none;padding:0}section,.verdict{break-inside:avoid}}
      """;

  private final StringBuilder html = new StringBuilder();
  private final Texts texts;

  private CaseHtml(Texts texts) {
    this.texts = texts;
  }

  /**
   * Writes a page, to be saved as UTF-8: no scripts, nothing from elsewhere.
   *
   * @param full shows personal data
   * @param catalogue says which items of a user's own types are personal
   */
  public static String of(CaseReport report, Locale locale, boolean full, Catalogue catalogue) {
    Texts texts = Texts.of(locale);
    CaseHtml writer = new CaseHtml(texts);
    writer.write(CaseView.of(report, texts, full, catalogue));
    return writer.html.toString();
  }

  private void write(CaseView view) {
    HtmlPage.open(html, texts, view.title(), STYLE);
    raw("<div class=\"verdict " + view.verdict() + "\">\n");
    raw("<p class=\"eyebrow\">" + Printable.html(view.title()) + "</p>\n");
    raw("<h1>" + Printable.html(view.answer()) + "</h1>\n");
    rows(view.head());
    raw("</div>\n");
    lines("label.materials", view.materials());
    lines("label.rules", view.rules());
    lines("label.unused", view.unused());
    counts(view.stats());
    raw("<section class=\"basis\">\n<h2>" + word("label.basis") + "</h2>\n");
    rows(view.basis());
    raw("</section>\n");
    HtmlPage.close(html);
  }

  private void lines(String label, List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    raw("<section>\n<h2>" + word(label) + "</h2>\n<table>\n");
    for (Line line : lines) {
      raw("<tr><td><span class=\"o " + line.outcome() + "\">" + Printable.html(line.label()));
      raw("</span></td><td><strong>" + Printable.html(line.name()) + "</strong><br>");
      raw(Printable.html(line.text()) + "\n");
      rows(line.more());
      raw("</td></tr>\n");
    }
    raw("</table>\n</section>\n");
  }

  private void counts(List<Row> rows) {
    raw("<section>\n<h2>" + word("label.stats") + "</h2>\n<div class=\"counts\">\n");
    for (Row row : rows) {
      raw("<div><b>" + Printable.html(row.value()) + "</b>");
      raw("<span>" + Printable.html(row.label()) + "</span></div>\n");
    }
    raw("</div>\n</section>\n");
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
