package io.hufu.verification;

import io.hufu.model.Role;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.ReportView.Row;
import java.util.List;

/** What a report was judged by: everything needed to judge again. */
final class BasisRows {
  private BasisRows() {}

  static List<Row> of(VerificationReport report, Texts texts) {
    Rows rows = new Rows(texts);
    rows.add("policy", report.policy());
    rows.add("at", period(report.at(), texts));
    rows.add("knownAt", report.knownAt());
    rows.add("carrier", report.carrier().label());
    Role role = report.role();
    rows.add("role", role == null ? null : texts.say("role." + role.name()));
    rows.add("inputDigest", report.inputDigest());
    report.artefacts().forEach((name, digest) -> rows.addOwn(artefact(name, texts), digest));
    rows.add("version", report.version());
    return rows.list();
  }

  static String period(Period at, Texts texts) {
    return at.from().equals(at.to())
        ? texts.time(at.from())
        : texts.time(at.from()) + " " + texts.say("date.to") + " " + texts.time(at.to());
  }

  /** Names of artefacts start with one of our words, then say which. */
  static String artefact(String name, Texts texts) {
    int space = name.indexOf(' ');
    String kind = space < 0 ? name : name.substring(0, space);
    return texts.say("artefact." + kind)
        + (space < 0 ? "" : " " + Printable.text(name.substring(space + 1)));
  }
}
