package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.ledger.LogReader;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Evidence;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.UnverifiedLicence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills {@code hufu issue} at random instants: nothing is issued twice, no receipt is lost. */
class IssueCrashTest {
  private static final int ROWS = 600;

  @TempDir Path work;

  /** What a file says that must never change once it is there. */
  private record Issued(String signature, long index) {}

  @Test
  void ten_kills_double_nothing_and_lose_nothing() throws Exception {
    killAndResume(10, System.nanoTime());
  }

  @Test
  @Tag("soak")
  void a_hundred_and_twenty_kills_double_nothing_and_lose_nothing() throws Exception {
    killAndResume(120, System.nanoTime());
  }

  private void killAndResume(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    Pilot pilot = Pilot.in(work);
    pilot.data("rows.ndjson", ROWS);
    Map<String, Issued> seen = new TreeMap<>();
    int round = 0;
    int finished = 0;
    for (int killed = 0; killed < kills; round++) {
      String out = "out-" + finished;
      Process process = start(pilot, out);
      boolean ended = process.waitFor(300 + random.nextInt(1500), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      if (ended) {
        assertThat(process.exitValue()).as("seed %d, round %d", seed, round).isZero();
        finished++;
      } else {
        killed++;
      }
      remember(pilot, seen, "seed " + seed + ", round " + round);
    }
    String last = "out-" + finished;
    assertThat(pilot.run(pilot.issue("rows.ndjson", last)).exit()).isZero();
    remember(pilot, seen, "seed " + seed + ", the end");
    requireComplete(pilot, finished, "seed " + seed);
  }

  private static Process start(Pilot pilot, String out) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Hufu.class.getName());
    command.addAll(pilot.issue("rows.ndjson", out));
    return new ProcessBuilder(command)
        .directory(pilot.directory().toFile())
        .redirectErrorStream(true)
        .redirectOutput(pilot.directory().resolve("last.log").toFile())
        .start();
  }

  /** Every file under its final name is whole, and what was once seen is still the same. */
  private static void remember(Pilot pilot, Map<String, Issued> seen, String when)
      throws Exception {
    for (int i = 0; Files.exists(pilot.directory().resolve("out-" + i)); i++) {
      for (Path file : pilot.files("out-" + i)) {
        if (file.getFileName().toString().startsWith(".")) {
          continue; // a temporary name that a kill left behind
        }
        Issued issued = read(file, when);
        Issued before = seen.put(i + "/" + file.getFileName(), issued);
        assertThat(before == null ? issued : before).as(when + ", " + file).isEqualTo(issued);
      }
    }
  }

  private static Issued read(Path file, String when) throws Exception {
    SubjectSignature signature =
        UnverifiedLicence.readWithoutVerifying(Files.readAllBytes(file))
            .orElseThrow(() -> new AssertionError(when + ": half-written " + file))
            .subject()
            .signatures()
            .get(0);
    AnchorReceipt receipt =
        AnchorReceipt.parse(
            signature.evidence().stream()
                .filter(item -> item.kind() == Evidence.Kind.RECEIPT)
                .findFirst()
                .orElseThrow(() -> new AssertionError(when + ": no receipt in " + file))
                .bytes());
    return new Issued(HexFormat.of().formatHex(signature.value()), receipt.index());
  }

  private static void requireComplete(Pilot pilot, int finished, String seed) throws Exception {
    LogReader log = LogReader.open(pilot.directory().resolve("ledger"));
    List<Long> indices = new ArrayList<>();
    for (int i = 0; i <= finished; i++) {
      List<Path> files = pilot.files("out-" + i);
      assertThat(files.stream().filter(f -> !f.getFileName().toString().startsWith(".")))
          .as(seed + ", out-" + i)
          .hasSize(ROWS);
      for (Path file : files) {
        if (!file.getFileName().toString().startsWith(".")) {
          indices.add(read(file, seed).index());
        }
      }
    }
    // As many entries as files: nothing was signed twice and anchored twice.
    assertThat(log.size()).as(seed).isEqualTo(indices.size());
    assertThat(indices).as(seed).doesNotHaveDuplicates();
    assertThat(
            LogReader.fsck(pilot.directory().resolve("ledger"), List.of()).stream()
                .filter(finding -> finding.error()))
        .as(seed)
        .isEmpty();
  }
}
