package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.ledger.Disk.Loss;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a power cut takes away, no receipt is lost and the log opens and checks clean. */
class CrashTest {
  private final long seed = System.nanoTime();

  @Test
  void a_machine_may_stop_anywhere_while_single_entries_are_anchored() throws Exception {
    System.out.println("crash drill, seed " + seed);
    new CrashDrill(TestLog.SM, new RecordingFiles())
        .run(1, 1, 2, 0, 1, -1, 0, 1)
        .stopEverywhere(seed, 4);
  }

  @Test
  void a_machine_may_stop_anywhere_while_tiles_fill_up() throws Exception {
    System.out.println("crash drill, seed " + seed);
    new CrashDrill(TestLog.INTL, new RecordingFiles())
        .run(254, 1, 1, 1, -1, 1)
        .stopEverywhere(seed, 2);
  }

  @Test
  void a_leftover_that_was_deleted_does_not_come_back_into_a_larger_log() throws Exception {
    CrashDrill drill = new CrashDrill(TestLog.INTL, new RecordingFiles()).run(254, 5);
    int signed = drill.files().lastStep("begin " + CrashDrill.HEAD + ".tmp");
    RecordingFiles up = drill.files().crash(signed - 1, Loss.EVERYTHING, new Random(seed));
    assertThat(up.paths(CrashDrill.DIRECTORY)).contains("tile/0/001.p/3");
    try (EmbeddedLedger ledger = drill.builder(up).open()) {
      ledger.anchor(Entries.range(ledger.hash(), 1000, 1300));
    }
    RecordingFiles again = up.crash(up.steps(), Loss.EVERYTHING, new Random(seed));
    try (EmbeddedLedger ledger = drill.builder(again).open()) {
      assertThat(ledger.size()).isEqualTo(554);
    }
    assertThat(LogReader.fsck(CrashDrill.DIRECTORY, List.of(TestLog.INTL.noteKey()), again))
        .isEmpty();
  }

  @Test
  void a_disk_that_only_pretends_to_sync_is_noticed_by_this_drill() throws Exception {
    CrashDrill drill = new CrashDrill(TestLog.INTL, new RecordingFiles().withoutSync()).run(1, 1);
    assertThatThrownBy(() -> drill.stopEverywhere(seed, 1)).isInstanceOf(AssertionError.class);
  }

  @Test
  void a_disk_that_only_pretends_to_sync_names_is_noticed_by_this_drill() throws Exception {
    CrashDrill drill =
        new CrashDrill(TestLog.INTL, new RecordingFiles().withoutDirectorySync()).run(1, 1);
    assertThatThrownBy(() -> drill.stopEverywhere(seed, 1)).isInstanceOf(AssertionError.class);
  }

  @Test
  @Tag("soak")
  void a_machine_may_stop_anywhere_a_hundred_times() throws Exception {
    System.out.println("crash drill, seed " + seed);
    for (TestLog log : new TestLog[] {TestLog.SM, TestLog.INTL}) {
      new CrashDrill(log, new RecordingFiles())
          .run(1, 3, 0, 250, -1, 1, 0, 2, 1, 300)
          .stopEverywhere(seed, 40);
    }
  }
}
