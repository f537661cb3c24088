package io.hufu.verification;

import io.hufu.verification.ReportView.Row;
import java.util.List;

/** What the pages of all reports share: one file, no scripts, nothing from elsewhere. */
final class HtmlPage {
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

  private HtmlPage() {}

  /**
   * Opens a page.
   *
   * @param more style of this kind of page
   */
  static void open(StringBuilder html, Texts texts, String title, String more) {
    html.append("<!DOCTYPE html>\n<html lang=\"").append(texts.tag());
    html.append("\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta http-equiv=\"Content-Security-Policy\" ");
    html.append("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<title>").append(Printable.html(title)).append("</title>\n");
    html.append("<style>\n").append(STYLE).append(more);
    html.append("</style>\n</head>\n<body>\n<main>\n");
  }

  static void close(StringBuilder html) {
    html.append("</main>\n</body>\n</html>\n");
  }

  static void rows(StringBuilder html, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    html.append("<dl>\n");
    for (Row row : rows) {
      html.append("<dt>").append(Printable.html(row.label())).append("</dt>");
      html.append("<dd>").append(Printable.html(row.value())).append("</dd>\n");
    }
    html.append("</dl>\n");
  }
}
