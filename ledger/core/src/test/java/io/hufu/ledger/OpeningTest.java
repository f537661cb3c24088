package io.hufu.ledger;

import static io.hufu.ledger.CrashDrill.DIRECTORY;
import static io.hufu.ledger.CrashDrill.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.ledger.Disk.Loss;
import io.hufu.ledger.LedgerException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A log opens only where nothing that it signs can contradict what it has signed. */
class OpeningTest {
  private final TestLog log = TestLog.INTL;

  private static void refuses(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.getMessage()).contains(e.where()).doesNotContain("\n");
            });
  }

  private LedgerBuilder on(RecordingFiles files) {
    return EmbeddedLedger.in(DIRECTORY, log.key()).headFile(HEAD).files(files);
  }

  private static RecordingFiles run(TestLog log, int... groups) throws Exception {
    return new CrashDrill(log, new RecordingFiles()).run(groups).files();
  }

  private static RecordingFiles copy(RecordingFiles files) {
    return files.crash(files.steps(), Loss.NOTHING, new Random(0));
  }

  private static void transfer(RecordingFiles from, RecordingFiles to, Path file) throws Exception {
    to.write(file, from.read(file, 1 << 20));
  }

  @Test
  void a_restored_backup_signs_nothing() throws Exception {
    RecordingFiles older = run(log, 5);
    RecordingFiles newer = copy(older);
    try (EmbeddedLedger ledger = on(newer).open()) {
      ledger.anchor(Entries.range(log.hash(), 100, 400));
    }
    transfer(newer, older, HEAD);
    byte[] before = older.read(DIRECTORY.resolve("checkpoint"), 1 << 20);
    refuses(Reason.BEHIND_HEAD, () -> on(older).open());
    assertThat(older.read(DIRECTORY.resolve("checkpoint"), 1 << 20)).isEqualTo(before);
    assertThat(older.read(HEAD, 1 << 20)).isEqualTo(newer.read(HEAD, 1 << 20));
  }

  @Test
  void a_restored_backup_catches_up_from_a_mirrors_tiles() throws Exception {
    RecordingFiles older = run(log, 5);
    RecordingFiles newer = copy(older);
    try (EmbeddedLedger ledger = on(newer).open()) {
      ledger.anchor(Entries.range(log.hash(), 100, 400));
    }
    transfer(newer, older, HEAD);
    for (String path : newer.paths(DIRECTORY)) {
      if (path.startsWith("tile/")) {
        Path parent = DIRECTORY.resolve(path).getParent();
        for (Path each = DIRECTORY; !each.equals(parent); ) {
          each = each.resolve(each.relativize(parent).getName(0));
          older.createDirectory(each, FileLayer.Mode.SHARED);
        }
        transfer(newer, older, DIRECTORY.resolve(path));
      }
    }
    try (EmbeddedLedger ledger = on(older).open()) {
      assertThat(ledger.size()).isEqualTo(305);
      assertThat(ledger.find(Entries.entry(log.hash(), 399))).isPresent();
      assertThat(LogReader.fsck(DIRECTORY, List.of(log.noteKey()), older)).isEmpty();
    }
  }

  @Test
  void a_missing_head_is_not_taken_for_a_new_one() throws Exception {
    RecordingFiles files = run(log, 5);
    files.delete(HEAD);
    refuses(Reason.HEAD_MISSING, () -> on(files).open());
  }

  @Test
  void a_directory_without_its_checkpoint_is_behind() throws Exception {
    RecordingFiles files = run(log, 5);
    files.delete(DIRECTORY.resolve("checkpoint"));
    refuses(Reason.BEHIND_HEAD, () -> on(files).open());
  }

  @Test
  void an_older_head_moves_forward() throws Exception {
    RecordingFiles files = run(log, 5);
    RecordingFiles older = copy(files);
    try (EmbeddedLedger ledger = on(files).open()) {
      ledger.anchor(Entries.range(log.hash(), 100, 400));
    }
    byte[] newest = files.read(HEAD, 1 << 20);
    transfer(older, files, HEAD);
    try (EmbeddedLedger ledger = on(files).open()) {
      assertThat(ledger.size()).isEqualTo(305);
    }
    assertThat(files.read(HEAD, 1 << 20)).isEqualTo(newest);
  }

  @Test
  void a_head_of_another_history_is_refused_at_any_size() throws Exception {
    RecordingFiles files = run(log, 5);
    for (int size : new int[] {2, 5, 9}) {
      RecordingFiles other = new RecordingFiles();
      try (EmbeddedLedger ledger = on(other).create(log.origin())) {
        ledger.anchor(Entries.range(log.hash(), 500, 500 + size));
      }
      RecordingFiles mixed = copy(files);
      transfer(other, mixed, HEAD);
      refuses(size > 5 ? Reason.BEHIND_HEAD : Reason.INCONSISTENT, () -> on(mixed).open());
    }
  }

  @Test
  void bundles_of_another_history_do_not_complete_a_log() throws Exception {
    RecordingFiles files = run(log, 5);
    RecordingFiles other = new RecordingFiles();
    try (EmbeddedLedger ledger = on(other).create(log.origin())) {
      ledger.anchor(Entries.range(log.hash(), 500, 509));
    }
    transfer(other, files, HEAD);
    transfer(other, files, DIRECTORY.resolve("tile/entries/000.p/9"));
    refuses(Reason.BEHIND_HEAD, () -> on(files).open());
  }

  @Test
  void another_key_does_not_open_a_log() throws Exception {
    RecordingFiles files = run(log, 5);
    TestLog sameSuite = TestLog.of(log.origin(), SignatureAlgorithm.ED25519);
    for (TestLog other : List.of(sameSuite, TestLog.SM)) {
      LedgerBuilder builder = EmbeddedLedger.in(DIRECTORY, other.key()).headFile(HEAD).files(files);
      refuses(Reason.WRONG_KEY, builder::open);
    }
  }

  @Test
  void damage_at_the_edge_is_refused() throws Exception {
    for (String path : List.of("tile/0/000.p/5", "tile/entries/000.p/5", "checkpoint")) {
      RecordingFiles files = run(log, 5);
      files.write(DIRECTORY.resolve(path), new byte[3]);
      refuses(Reason.DAMAGED, () -> on(files).open());
      files.corrupt(DIRECTORY.resolve(path), 0, 1);
      refuses(Reason.DAMAGED, () -> on(files).open());
    }
  }

  @Test
  void a_wrong_byte_at_the_edge_is_refused() throws Exception {
    for (String path : List.of("tile/0/000.p/5", "tile/entries/000.p/5")) {
      RecordingFiles files = run(log, 5);
      files.corrupt(DIRECTORY.resolve(path), 20, 1);
      refuses(Reason.DAMAGED, () -> on(files).open());
    }
  }

  @Test
  void a_missing_bundle_is_refused() throws Exception {
    RecordingFiles files = run(log, 300);
    files.delete(DIRECTORY.resolve("tile/entries/000"));
    refuses(Reason.DAMAGED, () -> on(files).open());
  }

  @Test
  void a_log_is_not_created_twice() throws Exception {
    RecordingFiles files = run(log, 5);
    refuses(Reason.ALREADY_EXISTS, () -> on(files).create(log.origin()));
    LedgerBuilder elsewhere =
        EmbeddedLedger.in(Path.of("/mem/other"), log.key()).headFile(HEAD).files(files);
    refuses(Reason.ALREADY_EXISTS, () -> elsewhere.create(log.origin()));
  }

  @Test
  void where_there_is_no_log_nothing_is_opened_and_nothing_written() {
    RecordingFiles files = new RecordingFiles();
    refuses(Reason.NOT_A_LOG, () -> on(files).open());
    refuses(Reason.NOT_A_LOG, () -> LogReader.open(DIRECTORY, files));
    assertThat(files.steps()).isZero();
  }

  @Test
  void a_second_writer_on_a_copy_with_the_same_head_is_refused() throws Exception {
    RecordingFiles files = new RecordingFiles();
    try (EmbeddedLedger first = on(files).create(log.origin())) {
      assertThat(first.size()).isZero();
      LedgerBuilder elsewhere =
          EmbeddedLedger.in(Path.of("/mem/other"), log.key()).headFile(HEAD).files(files);
      refuses(Reason.LOCKED, () -> elsewhere.create(log.origin()));
    }
  }

  @Test
  void a_refused_opening_leaves_the_lock_free() throws Exception {
    RecordingFiles files = run(log, 5);
    byte[] head = files.read(HEAD, 1 << 20);
    files.delete(HEAD);
    refuses(Reason.HEAD_MISSING, () -> on(files).open());
    files.write(HEAD, head);
    on(files).open().close();
  }

  @Test
  void key_and_origin_must_fit() {
    TestLog ecdsa = TestLog.of("log.example.org/2026", SignatureAlgorithm.ES256);
    for (TestLog unfit :
        List.of(
            new TestLog(TestLog.INTL.origin(), TestLog.SM.key()),
            new TestLog(TestLog.SM.origin(), TestLog.INTL.key()),
            ecdsa)) {
      RecordingFiles files = new RecordingFiles();
      LedgerBuilder builder = EmbeddedLedger.in(DIRECTORY, unfit.key()).headFile(HEAD).files(files);
      assertThatThrownBy(() -> builder.create(unfit.origin()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(files.steps()).isZero();
    }
  }

  @Test
  void the_builder_wants_a_head_file_outside_the_log_and_a_short_window() {
    LedgerBuilder builder = EmbeddedLedger.in(DIRECTORY, log.key()).files(new RecordingFiles());
    assertThatThrownBy(() -> builder.create(log.origin()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("headFile");
    builder.headFile(DIRECTORY.resolve("private/head"));
    assertThatThrownBy(() -> builder.create(log.origin()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside");
    assertThatThrownBy(() -> builder.groupWindow(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.groupWindow(Duration.ofSeconds(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
