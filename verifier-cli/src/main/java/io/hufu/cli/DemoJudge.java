package io.hufu.cli;

import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.Document;
import io.hufu.verification.ReportHtml;
import io.hufu.verification.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The other agency: judges the files of a demo by the trust list alone, and keeps reports. */
final class DemoJudge {
  private final Session session;
  private final DemoDirectory directory;
  private final Verifier verifier;

  /**
   * A file to be judged.
   *
   * @param story key of the words that say what the file is
   * @param code a finding that must be there; empty when the verdict says all
   */
  record Exhibit(Path file, byte[] bytes, String story, Verdict expected, String code) {}

  DemoJudge(Session session, DemoDirectory directory, TrustList trust) {
    this.session = session;
    this.directory = directory;
    this.verifier =
        Verifier.builder()
            .trust(trust)
            .policy(AcceptancePolicy.pilot())
            .formats(new Formats().installed())
            .clock(session.clock())
            .build();
  }

  /** Writes a file, judges what was written, and keeps the report as JSON and as a page. */
  DemoRow judge(Exhibit exhibit) throws CommandFailure, IOException {
    OutputFiles files = session.files();
    files.write(exhibit.file(), exhibit.bytes(), false);
    String name = directory.root().relativize(exhibit.file()).toString();
    VerificationReport report;
    try (Document document = Document.of(exhibit.file())) {
      report = verifier.verify(document, new Verifier.Question(name, null, null, List.of()));
    }
    Path target = directory.report().resolve(name);
    String page = ReportHtml.of(report, session.words().locale());
    files.write(beside(target, ".report.json"), Json.pretty(report.toJson(false)), false);
    files.write(beside(target, ".html"), page.getBytes(StandardCharsets.UTF_8), false);
    return new DemoRow(exhibit, report);
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
