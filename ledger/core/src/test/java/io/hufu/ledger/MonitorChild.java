package io.hufu.ledger;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that grows two copies of a log and monitors both until it is killed. */
final class MonitorChild {
  private MonitorChild() {}

  static EmbeddedLedger open(Path folder, String name, TestLog log) throws Exception {
    return EmbeddedLedger.in(folder.resolve(name), log.key())
        .headFile(folder.resolve(name + ".head"))
        .open();
  }

  /** Arguments: folder, seed, first number. Prints what was checked, and each evidence file. */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    Path folder = Path.of(args[0]);
    TestLog log = WitnessChild.log(Long.parseLong(args[1]));
    int next = Integer.parseInt(args[2]);
    try (LogMonitor monitor = LogMonitor.open(folder.resolve("monitor"), List.of(log.trust()));
        EmbeddedLedger one = open(folder, "one", log);
        EmbeddedLedger two = open(folder, "two", log)) {
      while (true) {
        one.anchor(Entries.range(log.hash(), next, next + 40));
        MonitorReport report = monitor.look(folder.resolve("one"), List.of());
        out.println("one " + report.size() + " " + report.findings());
        two.anchor(Entries.range(log.hash(), next + 1_000_000, next + 1_000_003));
        MonitorReport forked = monitor.look(folder.resolve("two"), List.of());
        forked.evidence().forEach(file -> out.println("evidence " + file));
        out.flush();
        next += 40;
      }
    }
  }
}
