package io.hufu.cli;

import io.hufu.crypto.jose.Json;
import io.hufu.model.Catalogue;
import io.hufu.model.report.CaseReport;
import io.hufu.verification.CaseHtml;
import io.hufu.verification.CaseText;
import java.util.Locale;

/** Prints reports on cases as they come and, after several as text, a table. Not thread-safe. */
final class CasePrinter {
  private final Session session;
  private final Catalogue catalogue;
  private final ReportFormat format;
  private final boolean full;
  private final boolean several;
  private final TextTable table = new TextTable();
  private int cases;
  private int materials;
  private int licences;
  private int exempt;

  CasePrinter(
      Session session, Catalogue catalogue, ReportFormat format, boolean full, boolean several) {
    this.session = session;
    this.catalogue = catalogue;
    this.format = format;
    this.full = full;
    this.several = several;
  }

  void print(CaseReport report) {
    Locale locale = session.words().locale();
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
      case HTML -> session.out().print(CaseHtml.of(report, locale, full, catalogue));
      case TEXT -> {
        String text = CaseText.of(report, locale, full, catalogue);
        session.out().println(several ? text : text.stripTrailing());
        table.row(OneLine.of(report.name()), coloured(report), String.join(" ", report.problems()));
      }
    }
    CaseReport.Stats stats = report.stats();
    cases++;
    materials += stats.materials();
    licences += stats.licences();
    exempt += stats.exempt();
  }

  private String coloured(CaseReport report) {
    String answer = CaseText.answer(report, session.words().locale());
    return switch (report.verdict()) {
      case ACCEPTED -> session.terminal().green(answer);
      case REJECTED -> session.terminal().red(answer);
      case UNDECIDED -> session.terminal().yellow(answer);
    };
  }

  /** Prints the table and, if asked for, what was saved over all cases. */
  void finish(boolean stats) {
    if (format != ReportFormat.TEXT) {
      return;
    }
    if (several) {
      table.lines().forEach(session.out()::println);
    }
    if (stats) {
      session.print("case.stats", cases, materials, licences, exempt, licences + exempt);
    }
  }
}
