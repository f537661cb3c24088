package io.hufu.verification;

import io.hufu.verification.ReportView.Row;
import java.util.List;

/** The lines of a report as plain text; each ends with a line feed. Not thread-safe. */
final class ReportLines {
  private final StringBuilder text = new StringBuilder();
  private final Texts texts;

  ReportLines(Texts texts) {
    this.texts = texts;
  }

  /** A heading with its rows; nothing where there are no rows. */
  void section(String label, List<Row> rows) {
    if (!rows.isEmpty()) {
      heading(label);
      rows("  ", rows);
    }
  }

  void heading(String label) {
    text.append('\n');
    line("", texts.say(label));
  }

  void rows(String indent, List<Row> rows) {
    rows.forEach(row -> line(indent, texts.labelled(row.label(), row.value())));
  }

  void line(String indent, String content) {
    text.append(indent).append(content).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
