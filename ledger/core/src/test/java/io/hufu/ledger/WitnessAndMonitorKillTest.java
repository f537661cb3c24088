package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.WitnessAnswer.Outcome;
import io.hufu.model.ForkEvidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness and a monitor are killed at random instants; what they said stays true. */
class WitnessAndMonitorKillTest {
  @TempDir Path folder;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void a_witness_killed_ten_times_cosigns_one_history_only() throws Exception {
    witness(10);
  }

  @Test
  @Tag("soak")
  void a_witness_killed_a_hundred_and_fifty_times_cosigns_one_history_only() throws Exception {
    witness(150);
  }

  @Test
  void a_monitor_killed_ten_times_keeps_what_it_checked_and_its_evidence() throws Exception {
    monitor(10);
  }

  @Test
  @Tag("soak")
  void a_monitor_killed_a_hundred_and_fifty_times_keeps_what_it_checked() throws Exception {
    monitor(150);
  }

  private void witness(int times) throws Exception {
    System.out.println("witness kill drill, " + times + " times, seed " + seed);
    ForkedLog fork = new ForkedLog(WitnessChild.log(seed), WitnessChild.COMMON, WitnessChild.SIZE);
    List<int[]> cosigned = new ArrayList<>();
    for (int round = 0; round < times; round++) {
      for (String line :
          ChildProcess.runAndKill(
              random,
              folder,
              WitnessChild.class,
              folder.toString(),
              Long.toString(seed),
              Long.toString(random.nextLong()))) {
        cosigned.add(cosigned(fork, line.split(" ", 3)));
      }
      assertOneHistory(fork, cosigned);
    }
    assertThat(cosigned).isNotEmpty();
    System.out.println("witness kill drill: " + cosigned.size() + " cosignatures, one history");
  }

  private int[] cosigned(ForkedLog fork, String[] said) throws Exception {
    int side = Integer.parseInt(said[0]);
    int size = Integer.parseInt(said[1]);
    SignedNote note = SignedNote.parse(fork.head(side, size).text() + said[2] + "\n");
    try (LogWitness witness = WitnessChild.in(folder, seed).open()) {
      assertThat(note.verify(List.of(witness.noteKey()))).hasSize(1);
    }
    return new int[] {side, size};
  }

  /** All lie on one history, and the witness still refuses the other one. */
  private void assertOneHistory(ForkedLog fork, List<int[]> cosigned) throws Exception {
    List<Integer> sides =
        cosigned.stream()
            .filter(each -> each[1] > WitnessChild.COMMON)
            .map(each -> each[0])
            .distinct()
            .toList();
    assertThat(sides).hasSizeLessThanOrEqualTo(1);
    if (!sides.isEmpty()) {
      try (LogWitness witness = WitnessChild.in(folder, seed).open()) {
        int largest = cosigned.stream().mapToInt(each -> each[1]).max().orElseThrow();
        WitnessAnswer known = witness.add(fork.request(sides.get(0), 0, WitnessChild.SIZE));
        assertThat(known.size()).isGreaterThanOrEqualTo(largest);
        int at = (int) known.size();
        assertThat(witness.add(fork.request(1 - sides.get(0), at, WitnessChild.SIZE)).outcome())
            .isNotEqualTo(Outcome.CONFIRMED);
      }
    }
  }

  private void monitor(int times) throws Exception {
    System.out.println("monitor kill drill, " + times + " times, seed " + seed);
    TestLog log = WitnessChild.log(seed);
    for (String name : List.of("one", "two")) {
      EmbeddedLedger.in(folder.resolve(name), log.key())
          .headFile(folder.resolve(name + ".head"))
          .create(log.origin())
          .close();
    }
    long checked = 0;
    List<Path> evidence = new ArrayList<>();
    for (int round = 0; round < times; round++) {
      for (String line :
          ChildProcess.runAndKill(
              random,
              folder,
              MonitorChild.class,
              folder.toString(),
              Long.toString(seed),
              Integer.toString(10_000_000 * (round + 1)))) {
        if (line.startsWith("evidence ")) {
          evidence.add(Path.of(line.substring(9)));
        } else {
          assertThat(line).endsWith("[]");
          checked = Long.parseLong(line.split(" ")[1]);
        }
      }
      try (LogMonitor monitor = LogMonitor.open(folder.resolve("monitor"), List.of(log.trust()))) {
        MonitorReport report = monitor.look(folder.resolve("one"), List.of());
        assertThat(report.findings()).isEmpty();
        assertThat(report.before()).isGreaterThanOrEqualTo(checked);
        assertThat(LogReader.fsck(monitor.copy(log.origin()), List.of(log.noteKey())))
            .filteredOn(FsckFinding::error)
            .isEmpty();
      }
      for (Path file : evidence) {
        assertThat(ForkEvidence.parse(Files.readAllBytes(file)).judge(log.trust()).outcome())
            .isEqualTo(ForkEvidence.Outcome.PROVEN);
      }
    }
    assertThat(evidence).isNotEmpty();
    assertThat(LogReader.fsck(folder.resolve("one"), List.of(log.noteKey())))
        .filteredOn(FsckFinding::error)
        .isEmpty();
    System.out.println(
        "monitor kill drill: " + checked + " entries, " + evidence.size() + " proofs");
  }
}
