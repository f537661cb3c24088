package io.hufu.cli;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.ledger.CountReport;
import io.hufu.ledger.LogMonitor;
import io.hufu.ledger.LogReader;
import io.hufu.ledger.MonitorFinding;
import io.hufu.ledger.MonitorReport;
import io.hufu.ledger.Reconciliation;
import io.hufu.model.AnchorCount;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger monitor}: watches other agencies' logs; 0 sound, 1 wrong, 2 unsure. */
@Command
final class LedgerMonitorCommand implements Callable<Integer> {
  private static final int POLL_MILLIS = 200;

  private final Session session;

  @Parameters(index = "0", paramLabel = "DIR")
  private Path state;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "LOG")
  private List<String> logs;

  @Mixin private TrustListOption trust;

  @Option(names = "--seen", paramLabel = "FILE|DIR|URL")
  private List<String> seen = List.of();

  @Option(names = "--counts", paramLabel = "DIR")
  private Path counts;

  @Option(names = "--every", paramLabel = "SECONDS")
  private Integer every;

  @Option(names = "--output", defaultValue = "text", paramLabel = "FORMAT")
  private TextOrJson output;

  LedgerMonitorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    TrustList list = trust.open(session);
    if (every != null && every < 1) {
      throw CommandFailure.usage("usage.value", every, "--every");
    }
    int exit;
    try (LogMonitor monitor = LogMonitor.open(state, list.ledgers())) {
      exit = round(monitor, list);
      Interruption interruption = session.interruption();
      if (every != null) {
        interruption.willBeAskedFor();
      }
      for (long waited = 0; every != null && !interruption.requested(); waited += POLL_MILLIS) {
        Thread.sleep(POLL_MILLIS);
        if (waited >= every * 1000L) {
          exit = ExitCode.worse(exit, round(monitor, list));
          waited = 0;
        }
      }
    }
    return exit;
  }

  private int round(LogMonitor monitor, TrustList list) throws CommandFailure, IOException {
    SeenElsewhere elsewhere = new SeenElsewhere(session, list);
    List<String> notes = elsewhere.notes(seen);
    int exit = ExitCode.DONE;
    for (String log : logs) {
      LogPlace place = new LogPlace(session, log);
      MonitorReport report = place.look(monitor, notes);
      List<MonitorFinding> findings = new ArrayList<>(report.findings());
      if (counts != null && list.ledger(report.origin()).isPresent() && report.size() > 0) {
        findings.addAll(reconciled(monitor, report, list));
      }
      MonitorReport all =
          new MonitorReport(
              report.origin(), report.before(), report.size(), findings, report.evidence());
      print(place, all);
      exit = ExitCode.worse(exit, exit(all));
    }
    session.out().flush();
    return exit;
  }

  private static int exit(MonitorReport report) {
    return switch (report.level()) {
      case ERROR -> ExitCode.REJECTED;
      case UNSURE -> ExitCode.UNDECIDED;
      case NOTICE -> ExitCode.DONE;
    };
  }

  private List<MonitorFinding> reconciled(LogMonitor monitor, MonitorReport report, TrustList list)
      throws CommandFailure, IOException {
    CountFiles files = new CountFiles(session, list);
    List<AnchorCount> usable = files.usable(counts, report.origin());
    LogReader copy = LogReader.open(monitor.copy(report.origin()));
    CountReport counted = Reconciliation.of(copy, report.size(), usable);
    List<MonitorFinding> findings = new ArrayList<>(files.findings());
    findings.addAll(counted.findings());
    return findings;
  }

  private void print(LogPlace place, MonitorReport report) {
    if (output == TextOrJson.JSON) {
      List<JsonValue> findings = new ArrayList<>();
      for (MonitorFinding finding : report.findings()) {
        findings.add(
            JsonObject.builder()
                .put("code", finding.code().name())
                .put("level", finding.code().level().name())
                .put("detail", finding.detail())
                .build());
      }
      List<JsonValue> evidence = new ArrayList<>();
      report.evidence().forEach(file -> evidence.add(new JsonText(session.show(file))));
      JsonObject json =
          JsonObject.builder()
              .put("schema", "hufu.monitor/1")
              .put("log", place.show())
              .put("origin", report.origin())
              .put("before", report.before())
              .put("size", report.size())
              .put("findings", new JsonArray(findings))
              .put("evidence", new JsonArray(evidence))
              .build();
      session.out().writeBytes(Json.canonical(json));
      session.out().println();
      return;
    }
    session.print("ledger.monitor." + report.level(), place.show(), report.origin(), report.size());
    for (MonitorFinding finding : report.findings()) {
      session
          .out()
          .println(
              OneLine.of(
                  "  "
                      + session.say("monitor." + finding.code())
                      + " ("
                      + finding.code()
                      + "): "
                      + finding.detail()));
    }
    report.evidence().forEach(file -> session.print("ledger.monitor.proof", session.show(file)));
  }
}
