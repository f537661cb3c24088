package io.hufu.cli;

import io.hufu.verification.CaseText;
import io.hufu.verification.ReportText;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hufu demo}: the main job on the embedded default, and what to try next. */
@Command
final class DemoCommand implements Callable<Integer> {
  private static final int MAX_BIDDERS = 10_000;

  private final Session session;

  @Option(names = "--dir", defaultValue = "./hufu-demo", paramLabel = "DIR")
  private Path directory;

  @Option(names = "--suite", defaultValue = "sm", paramLabel = "sm|intl")
  private SuiteName suite;

  @Option(names = "--bidders", defaultValue = "100", paramLabel = "N")
  private int bidders;

  @Option(names = "--force")
  private boolean force;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (bidders < 1 || bidders > MAX_BIDDERS) {
      throw CommandFailure.usage("usage.value", bidders, "--bidders");
    }
    session.interruption().willBeAskedFor();
    DemoDirectory demo = new DemoDirectory(directory.normalize());
    demo.prepare(session, force);
    session.note("demo.start");
    Demo.Result result = new Demo(session, demo, suite.suite(), bidders).run();
    print(result.files());
    printCases(result.cases());
    printExchange(result.exchange());
    long wrong =
        result.files().stream().filter(row -> !row.asExpected()).count()
            + result.cases().stream().filter(row -> !row.asExpected()).count()
            + result.exchange().stream().filter(row -> !row.asExpected()).count();
    if (wrong > 0) {
      session.error(session.say("demo.wrong", wrong));
      return ExitCode.REJECTED;
    }
    next(demo);
    return ExitCode.DONE;
  }

  private void print(List<DemoRow> rows) {
    TextTable table = new TextTable();
    table.row(
        session.say("demo.head.file"),
        session.say("demo.head.story"),
        session.say("demo.head.verdict"),
        session.say("demo.head.reason"),
        session.say("demo.head.asExpected"));
    for (DemoRow row : rows) {
      table.row(
          session.show(row.exhibit().file()),
          session.say("demo." + row.exhibit().story()),
          ReportText.verdict(row.report(), session.words().locale()),
          row.why(session.words()),
          session.say(row.asExpected() ? "demo.yes" : "demo.no"));
    }
    table.lines().forEach(session.out()::println);
  }

  private void printCases(List<DemoCases.Row> rows) {
    TextTable table = new TextTable();
    table.row(
        session.say("demo.head.case"),
        session.say("demo.head.matter"),
        session.say("demo.head.answer"),
        session.say("demo.head.reason"),
        session.say("demo.head.asExpected"));
    Set<Path> shown = new HashSet<>();
    for (DemoCases.Row row : rows) {
      long alike = row.asExpected() ? alike(rows, row) : 1;
      if (alike > 1 && !shown.add(above(row))) {
        continue;
      }
      table.row(
          alike > 1
              ? session.say("demo.alike", session.show(above(row)), alike)
              : session.show(row.folder()),
          session.words().choose(row.report().matter().nameZh(), row.report().matter().nameEn()),
          CaseText.answer(row.report(), session.words().locale()),
          String.join(" ", row.report().problems()),
          session.say(row.asExpected() ? "demo.yes" : "demo.no"));
    }
    session.out().println();
    table.lines().forEach(session.out()::println);
  }

  private static Path above(DemoCases.Row row) {
    return Objects.requireNonNull(row.folder().getParent());
  }

  /** Cases in a folder of their own that came out alike are one row. */
  private static long alike(List<DemoCases.Row> rows, DemoCases.Row one) {
    return one.made().name().indexOf('/') < 0
        ? 1
        : rows.stream()
            .filter(row -> above(one).equals(above(row)))
            .filter(DemoCases.Row::asExpected)
            .count();
  }

  private void printExchange(List<DemoExchange.Row> rows) {
    TextTable table = new TextTable();
    table.row(
        session.say("demo.head.exchange"),
        session.say("demo.head.ended"),
        session.say("demo.head.asExpected"));
    for (DemoExchange.Row row : rows) {
      table.row(
          session.say("demo.exchange." + row.step()),
          session.say("exchange." + row.outcome()),
          session.say(row.asExpected() ? "demo.yes" : "demo.no"));
    }
    session.out().println();
    table.lines().forEach(session.out()::println);
  }

  private void next(DemoDirectory demo) {
    session.out().println();
    session.print("demo.done", session.show(demo.root()));
    String trust = session.quoted(demo.trustList());
    session.print("demo.next");
    List.of(
            "verify " + session.quoted(demo.licences()) + " --trust " + trust + " --offline",
            "verify " + session.quoted(demo.tampered().resolve("ended.json")) + " --trust " + trust,
            "matter check "
                + session.quoted(demo.cases().resolve("restaurant"))
                + " --trust "
                + trust,
            "matter check "
                + session.quoted(demo.cases().resolve("tender"))
                + " --each --stats --trust "
                + trust,
            "inspect " + session.quoted(demo.licences().resolve("marriage-1.json")),
            "trust show " + trust,
            "exchange audit verify --office "
                + session.quoted(demo.exchange().resolve("asks.json")),
            "ledger fsck " + session.quoted(demo.ledger()) + " --trust " + trust,
            "types show food-operation")
        .forEach(line -> session.out().println("  " + session.command() + " " + line));
  }
}
