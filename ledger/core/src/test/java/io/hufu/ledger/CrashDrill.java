package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.Disk.Loss;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs a log on a recording disk, stops the machine at a step, and checks what comes up. */
final class CrashDrill {
  static final Path DIRECTORY = Path.of("/mem/log");
  static final Path HEAD = Path.of("/keys/log.head");

  /** A receipt that was given out when so many steps had been taken. */
  private record Released(LogEntry entry, AnchorReceipt receipt, int steps) {}

  private final TestLog log;
  private final RecordingFiles files;
  private final List<Released> released = new ArrayList<>();
  private int next;

  CrashDrill(TestLog log, RecordingFiles files) {
    this.log = log;
    this.files = files;
  }

  RecordingFiles files() {
    return files;
  }

  LedgerBuilder builder(RecordingFiles on) {
    return EmbeddedLedger.in(DIRECTORY, log.key()).headFile(HEAD).files(on);
  }

  /**
   * Creates the log, anchors groups of these sizes, a file at each 0, and opens anew at each -1.
   */
  CrashDrill run(int... groups) throws IOException {
    EmbeddedLedger ledger = builder(files).create(log.origin());
    for (int group : groups) {
      if (group < 0) {
        ledger.close();
        ledger = builder(files).open();
      } else {
        anchor(ledger, group);
      }
    }
    ledger.close();
    return this;
  }

  private void anchor(EmbeddedLedger ledger, int count) throws IOException {
    if (count == 0) {
      byte[] digest = log.hash().digest(new byte[] {(byte) next++});
      AnchorReceipt receipt = ledger.anchorFile(digest);
      released.add(
          new Released(
              new LogEntry(
                  LogEntry.Kind.OTHER_FILE, log.hash(), digest, receipt.salt(), new byte[0]),
              receipt,
              files.steps()));
      return;
    }
    List<LogEntry> entries = Entries.range(log.hash(), next, next += count);
    List<AnchorReceipt> receipts = ledger.anchor(entries);
    for (int i = 0; i < count; i++) {
      released.add(new Released(entries.get(i), receipts.get(i), files.steps()));
    }
  }

  /** Stops after each step in each way, and a second time while the log comes up again. */
  void stopEverywhere(long seed, int times) throws Exception {
    for (int step = 0; step <= files.steps(); step++) {
      Random random = new Random(seed + step);
      check(step, Loss.NOTHING, random);
      check(step, Loss.EVERYTHING, random);
      for (int i = 0; i < times; i++) {
        check(step, Loss.RANDOM, random);
      }
    }
  }

  private void check(int step, Loss loss, Random random) throws Exception {
    String where = "stopped after step " + step + " (" + files.step(step) + "), lost " + loss;
    try {
      RecordingFiles up = files.crash(step, loss, random);
      Checkpoint seen = visible(files.crash(step, Loss.NOTHING, random));
      comesUp(up, step, seen);
      assertClean(up);
      RecordingFiles again =
          up.crash(random.nextInt(up.steps() + 1), Loss.values()[random.nextInt(3)], random);
      comesUp(again, step, seen);
    } catch (AssertionError | RuntimeException | IOException e) {
      throw new AssertionError(where + ": " + e.getMessage(), e);
    }
  }

  /** What a reader could see before the machine stopped. */
  private static Checkpoint visible(RecordingFiles files)
      throws IOException, MalformedDataException {
    try {
      return Checkpoint.parse(
          SignedNote.parse(LogReader.open(DIRECTORY, files).checkpoint()).text());
    } catch (LedgerException e) {
      return null;
    }
  }

  private void comesUp(RecordingFiles up, int step, Checkpoint seen) throws Exception {
    try (EmbeddedLedger ledger = openOrCreate(up)) {
      if (seen != null) {
        assertPrefix(ledger, seen);
      }
      for (Released each : released) {
        if (each.steps <= step) {
          AnchorReceipt found = ledger.find(each.entry).orElseThrow();
          assertThat(found.index()).isEqualTo(each.receipt.index());
          if (each.receipt.salt() != null) {
            assertThat(ledger.anchorFile(each.entry.contentDigest()).salt())
                .isEqualTo(each.receipt.salt());
          }
        }
      }
      assertClean(up);
      LogEntry another = Entries.entry(log.hash(), 1_000_000 + step);
      AnchorReceipt receipt = ledger.anchor(List.of(another)).get(0);
      assertThat(receipt.judge(another, log.trust()).outcome())
          .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    }
  }

  private void assertClean(RecordingFiles up) {
    assertThat(LogReader.fsck(DIRECTORY, List.of(log.noteKey()), up)).isEmpty();
  }

  /** A log whose creation was cut off is created anew; any other opens. */
  private EmbeddedLedger openOrCreate(RecordingFiles up) throws IOException {
    try {
      return builder(up).open();
    } catch (LedgerException e) {
      assertThat(e.reason()).isEqualTo(LedgerException.Reason.NOT_A_LOG);
      return builder(up).create(log.origin());
    }
  }

  private void assertPrefix(EmbeddedLedger ledger, Checkpoint seen) throws Exception {
    Checkpoint now = Checkpoint.parse(SignedNote.parse(ledger.checkpoint()).text());
    assertThat(now.size()).isGreaterThanOrEqualTo(seen.size());
    assertThat(
            MerkleTree.verifyConsistency(
                log.hash(),
                seen.size(),
                seen.root(),
                now.size(),
                now.root(),
                ledger.consistency(seen.size(), now.size())))
        .isTrue();
  }
}
