package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.jose.Json;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that anchors is killed at random instants; what it has said stays true. */
class KillTest {
  @TempDir Path folder;

  private final Map<Integer, Long> acknowledged = new HashMap<>();

  @Test
  void a_process_killed_ten_times_loses_no_receipt() throws Exception {
    kill(10);
  }

  @Test
  @Tag("soak")
  void a_process_killed_two_hundred_times_loses_no_receipt() throws Exception {
    kill(200);
  }

  private void kill(int times) throws Exception {
    long seed = System.nanoTime();
    System.out.println("kill drill, " + times + " times, seed " + seed);
    Random random = new Random(seed);
    TestLog log = AnchoringChild.log(seed);
    for (int round = 0; round < times; round++) {
      List<String> said = runAndKill(seed, random, round * 10_000_000);
      try (EmbeddedLedger ledger = openOrCreate(log)) {
        assertSaidHolds(log, ledger, said);
        assertThat(LogReader.fsck(folder.resolve("log"), List.of(log.noteKey()))).isEmpty();
      }
    }
    assertThat(acknowledged).as("entries acknowledged before kills").isNotEmpty();
    System.out.println("kill drill: " + acknowledged.size() + " receipts held");
  }

  private List<String> runAndKill(long seed, Random random, int first) throws Exception {
    Process child = AnchoringChild.start("anchor", folder, seed, first);
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch anchored = new CountDownLatch(1);
    StringBuilder output = new StringBuilder();
    Thread reader = new Thread(() -> read(child, output, open, anchored));
    reader.start();
    int moment = random.nextInt(6); // 0: starting or opening, 1: open, others: anchoring
    if (moment == 1) {
      open.await();
    } else if (moment > 1) {
      anchored.await();
    }
    Thread.sleep(random.nextInt(moment == 0 ? 900 : 200));
    // through the handle: the process object would throw away what the child has said
    child.toHandle().destroyForcibly();
    child.waitFor();
    reader.join();
    List<String> lines = new ArrayList<>(List.of(output.toString().split("\n", -1)));
    lines.remove(lines.size() - 1); // what follows the last line feed was cut off
    return lines;
  }

  private static void read(
      Process child, StringBuilder output, CountDownLatch open, CountDownLatch anchored) {
    try (BufferedReader in = child.inputReader(StandardCharsets.UTF_8)) {
      char[] buffer = new char[1 << 16];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        output.append(buffer, 0, got);
        open.countDown();
        if (output.indexOf("{") >= 0) {
          anchored.countDown();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.countDown();
      anchored.countDown();
    }
  }

  private EmbeddedLedger openOrCreate(TestLog log) throws IOException {
    try {
      return AnchoringChild.in(folder, log).open();
    } catch (LedgerException e) {
      assertThat(e.reason()).isEqualTo(LedgerException.Reason.NOT_A_LOG);
      assertThat(acknowledged).isEmpty();
      return AnchoringChild.in(folder, log).create(log.origin());
    }
  }

  private void assertSaidHolds(TestLog log, EmbeddedLedger ledger, List<String> said)
      throws Exception {
    for (String line : said) {
      assertThat(line).doesNotStartWith("failed").doesNotStartWith("refused");
      if (line.startsWith("open")) {
        continue;
      }
      int space = line.indexOf(' ');
      int number = Integer.parseInt(line.substring(0, space));
      AnchorReceipt receipt =
          AnchorReceipt.fromJson(
              Json.parseObject(line.substring(space + 1).getBytes(StandardCharsets.UTF_8)));
      LogEntry entry = Entries.entry(log.hash(), number);
      assertThat(receipt.judge(entry, log.trust()).outcome())
          .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
      acknowledged.put(number, receipt.index());
    }
    for (Map.Entry<Integer, Long> each : acknowledged.entrySet()) {
      LogEntry entry = Entries.entry(log.hash(), each.getKey());
      assertThat(ledger.find(entry).orElseThrow().index()).isEqualTo(each.getValue());
    }
  }
}
