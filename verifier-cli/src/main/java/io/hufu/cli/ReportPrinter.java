package io.hufu.cli;

import io.hufu.crypto.jose.Json;
import io.hufu.model.Catalogue;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.ReportHtml;
import io.hufu.verification.ReportText;
import java.util.Map;
import java.util.TreeMap;

/** Prints reports as they come and, after several as text, a table of them. Not thread-safe. */
final class ReportPrinter {
  private final Session session;
  private final Catalogue catalogue;
  private final ReportFormat format;
  private final boolean full;
  private final boolean several;
  private final TextTable table = new TextTable();
  private final Map<String, Integer> counts = new TreeMap<>();

  ReportPrinter(
      Session session, Catalogue catalogue, ReportFormat format, boolean full, boolean several) {
    this.session = session;
    this.catalogue = catalogue;
    this.format = format;
    this.full = full;
    this.several = several;
  }

  void print(String file, VerificationReport report) {
    switch (format) {
      case JSON -> {
        byte[] json =
            several
                ? Json.compact(report.toJson(full, catalogue))
                : Json.pretty(report.toJson(full, catalogue));
        session.out().writeBytes(json);
        if (several) {
          session.out().println();
        }
      }
      case HTML ->
          session.out().print(ReportHtml.of(report, session.words().locale(), full, catalogue));
      case TEXT -> {
        String text = ReportText.of(report, session.words().locale(), full, catalogue);
        session.out().println(several ? text : text.stripTrailing());
        count(file, coloured(report));
      }
    }
  }

  /** Notes a file that could not be read, for the table. */
  void unread(String file, String why) {
    count(file, session.terminal().red(session.say("verify.unread")));
  }

  /** Prints the table. */
  void finish() {
    if (several && format == ReportFormat.TEXT) {
      table.lines().forEach(session.out()::println);
      counts.forEach((verdict, count) -> session.print("verify.count", verdict, count));
    }
  }

  private void count(String file, String verdict) {
    table.row(OneLine.of(file), verdict);
    counts.merge(verdict, 1, Integer::sum);
  }

  private String coloured(VerificationReport report) {
    String verdict = ReportText.verdict(report, session.words().locale());
    return switch (report.verdict()) {
      case ACCEPTED -> session.terminal().green(verdict);
      case REJECTED -> session.terminal().red(verdict);
      case UNDECIDED -> session.terminal().yellow(verdict);
    };
  }
}
