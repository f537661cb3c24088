package io.hufu.ledger;

import static io.hufu.ledger.CrashDrill.DIRECTORY;
import static io.hufu.ledger.CrashDrill.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.ledger.MonitorFinding.Code;
import io.hufu.ledger.MonitorFinding.Level;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.ForkEvidence;
import io.hufu.model.LedgerTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A monitor sees that a log grew, what is wrong with its files, and when it has two histories. */
class LogMonitorTest {
  private static final Path FOLDER = Path.of("/mem/monitor");

  private final TestLog log = TestLog.INTL;
  private final RecordingFiles files = new RecordingFiles();
  private final RecordingFiles own = new RecordingFiles();

  private EmbeddedLedger open(RecordingFiles on) throws IOException {
    LedgerBuilder builder = EmbeddedLedger.in(DIRECTORY, log.key()).headFile(HEAD).files(on);
    return on.isDirectory(DIRECTORY) ? builder.open() : builder.create(log.origin());
  }

  private void grow(RecordingFiles on, int from, int to) throws IOException {
    try (EmbeddedLedger ledger = open(on)) {
      ledger.anchor(Entries.range(log.hash(), from, to));
    }
  }

  private MonitorReport look(RecordingFiles on, String... elsewhere) throws IOException {
    return look(on, log.trust(), elsewhere);
  }

  private MonitorReport look(RecordingFiles on, LedgerTrust trust, String... elsewhere)
      throws IOException {
    try (LogMonitor monitor = LogMonitor.open(FOLDER, List.of(trust), own)) {
      return monitor.look(new DirectorySource(on, DIRECTORY), List.of(elsewhere));
    }
  }

  private static RecordingFiles copy(RecordingFiles of) {
    return of.crash(of.steps(), Disk.Loss.NOTHING, new Random(0));
  }

  private static List<Code> codes(MonitorReport report) {
    return report.findings().stream().map(MonitorFinding::code).toList();
  }

  private List<ForkEvidence> evidence() throws Exception {
    List<ForkEvidence> all = new ArrayList<>();
    for (String name : own.list(FOLDER.resolve("evidence"))) {
      all.add(ForkEvidence.parse(own.read(FOLDER.resolve("evidence").resolve(name), 1 << 20)));
    }
    return all;
  }

  @Test
  void growth_of_any_step_is_followed_from_where_the_last_look_ended() throws Exception {
    int at = 0;
    for (int to : new int[] {0, 1, 3, 255, 256, 257, 300, 900, 900, 2000}) {
      if (to == 0) {
        open(files).close();
      } else {
        grow(files, at, to);
      }
      MonitorReport report = look(files);
      assertThat(report.findings()).isEmpty();
      assertThat(report.before()).isEqualTo(at);
      assertThat(report.size()).isEqualTo(to);
      at = to;
    }
  }

  @Test
  void only_what_is_new_is_read() throws Exception {
    grow(files, 0, 5 * 256);
    look(files);
    // a rotten old bundle is fsck's business; a monitor has checked it before
    files.corrupt(DIRECTORY.resolve("tile/entries/000"), 40, 1);
    grow(files, 5 * 256, 5 * 256 + 10);
    assertThat(look(files).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"300, 700", "256, 700", "300, 300", "700, 300", "257, 258", "700, 512"})
  void two_histories_are_seen_whichever_is_shown_first_and_the_evidence_stands_alone(
      int first, int second) throws Exception {
    grow(files, 0, 200);
    RecordingFiles other = copy(files);
    grow(files, 200, first);
    grow(other, 100_000, 100_000 + second - 200);
    assertThat(look(files).findings()).isEmpty();
    MonitorReport report = look(other);
    assertThat(codes(report)).containsExactly(Code.FORKED);
    assertThat(report.level()).isEqualTo(Level.ERROR);
    assertThat(report.evidence()).hasSize(1);
    assertThat(report.size()).isEqualTo(first);
    // a fourth party, who has the log's key and the file and nothing else
    assertThat(evidence())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.judge(log.trust()).outcome())
                    .isEqualTo(ForkEvidence.Outcome.PROVEN));
    // the first history goes on and is still followed
    grow(files, 1000, 1010);
    assertThat(look(files).findings()).isEmpty();
  }

  @Test
  void a_receipt_that_was_shown_to_somebody_else_gives_the_second_history_away() throws Exception {
    grow(files, 0, 20);
    RecordingFiles hidden = copy(files);
    grow(files, 20, 50);
    AnchorReceipt receipt;
    try (EmbeddedLedger ledger = open(hidden)) {
      receipt = ledger.anchor(Entries.range(log.hash(), 70, 71)).get(0);
    }
    assertThat(look(files).findings()).isEmpty();
    assertThat(codes(look(files, receipt.checkpoint()))).containsExactly(Code.FORKED);
    assertThat(evidence()).hasSize(1);
  }

  @Test
  void what_others_were_shown_convicts_nobody_when_it_is_part_of_the_log_or_invented()
      throws Exception {
    grow(files, 0, 20);
    String earlier = LogReader.open(DIRECTORY, files).checkpoint();
    grow(files, 20, 50);
    TestLog thief = TestLog.of(log.origin(), SignatureAlgorithm.ED25519);
    assertThat(
            look(files, earlier, new ForkedLog(thief, 0, 20).head(0, 20).text(), "nonsense")
                .findings())
        .isEmpty();
    grow(copy(files), 50, 60);
    RecordingFiles ahead = copy(files);
    grow(ahead, 50, 60);
    assertThat(codes(look(files, LogReader.open(DIRECTORY, ahead).checkpoint())))
        .containsExactly(Code.OLDER);
  }

  @Test
  void an_older_checkpoint_is_no_fork() throws Exception {
    grow(files, 0, 300);
    RecordingFiles mirror = copy(files);
    grow(files, 300, 400);
    look(files);
    // a mirror that lags: it cannot show how the log grew
    MonitorReport report = look(mirror);
    assertThat(report.level()).isEqualTo(Level.UNSURE);
    assertThat(report.evidence()).isEmpty();
    assertThat(report.size()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "tile/entries/001.p/44, FILES_WRONG",
    "tile/0/001.p/44, NOT_SHOWN",
    "tile/entries/000, FILES_WRONG",
    "tile/0/000, NOT_SHOWN"
  })
  void rotten_files_are_named_and_not_taken_for_a_fork(String file, Code code) throws Exception {
    grow(files, 0, 200);
    look(files);
    grow(files, 200, 300);
    files.corrupt(DIRECTORY.resolve(file), 43 * 32, 1);
    MonitorReport report = look(files);
    assertThat(codes(report)).contains(code);
    assertThat(report.evidence()).isEmpty();
    assertThat(report.size()).isEqualTo(200);
  }

  @Test
  void strangers_and_unsigned_or_missing_logs_are_unsure() throws Exception {
    grow(files, 0, 3);
    TestLog other = TestLog.of("other.example", SignatureAlgorithm.ED25519);
    assertThat(codes(look(files, other.trust()))).containsExactly(Code.UNKNOWN_LOG);
    TestLog thief = TestLog.of(log.origin(), SignatureAlgorithm.ED25519);
    assertThat(codes(look(files, thief.trust()))).containsExactly(Code.NOT_SIGNED);
    MonitorReport gone = look(new RecordingFiles());
    assertThat(codes(gone)).containsExactly(Code.UNREACHABLE);
    assertThat(gone.level()).isEqualTo(Level.UNSURE);
  }

  @Test
  void a_quorum_that_is_missing_is_said() throws Exception {
    TestWitness witness = TestWitness.of("w.example.org", log);
    LedgerTrust asks =
        new LedgerTrust(
            log.origin(), log.hash(), List.of(log.noteKey()), List.of(witness.noteKey()), 1);
    grow(files, 0, 3);
    assertThat(codes(look(files, asks))).containsExactly(Code.QUORUM_MISSING);
    WitnessedLedger.around(open(files))
        .witness(witness)
        .keys(List.of(witness.noteKey()))
        .open()
        .close();
    assertThat(look(files, asks).findings()).isEmpty();
  }

  @Test
  void a_log_that_is_signed_with_a_new_key_after_rotation_is_followed() throws Exception {
    ForkedLog before = new ForkedLog(log, 9, 9);
    TestLog rotated = TestLog.of(log.origin(), SignatureAlgorithm.ED25519);
    LedgerTrust both =
        new LedgerTrust(
            log.origin(), log.hash(), List.of(rotated.noteKey(), log.noteKey()), List.of(), 0);
    grow(files, 0, 9);
    assertThat(look(files).findings()).isEmpty();
    LogDirectory target = new LogDirectory(files, DIRECTORY, HEAD);
    HandMadeLog.sign(rotated, target, 9, before.root(0, 9));
    assertThat(codes(look(files))).containsExactly(Code.NOT_SIGNED);
    assertThat(look(files, both).findings()).isEmpty();
    // what the two keys sign must fit together too
    HandMadeLog.sign(rotated, target, 9, new byte[32]);
    assertThat(codes(look(files, both))).containsExactly(Code.FORKED);
  }

  @Test
  void one_monitor_at_a_time_uses_a_directory() throws Exception {
    try (LogMonitor monitor = LogMonitor.open(FOLDER, List.of(), own)) {
      assertThat(monitor).isNotNull();
      assertThatThrownBy(() -> LogMonitor.open(FOLDER, List.of(), own))
          .isInstanceOf(LedgerException.class);
    }
  }

  @Test
  void wherever_the_machine_stops_a_monitor_comes_up_and_still_sees_the_fork() throws Exception {
    stopEverywhere(4);
  }

  @Test
  @Tag("soak")
  void wherever_the_machine_stops_after_each_step_a_monitor_comes_up() throws Exception {
    stopEverywhere(1);
  }

  private void stopEverywhere(int stride) throws Exception {
    long seed = System.nanoTime();
    System.out.println("monitor crash drill, seed " + seed);
    grow(files, 0, 20);
    RecordingFiles other = copy(files);
    look(files);
    grow(files, 20, 50);
    look(files);
    grow(other, 500, 540);
    look(other);
    for (int step = (int) (seed % stride); step <= own.steps(); step += stride) {
      Disk.Loss loss = Disk.Loss.values()[step / stride % 3];
      RecordingFiles up = own.crash(step, loss, new Random(seed + step));
      try (LogMonitor monitor = LogMonitor.open(FOLDER, List.of(log.trust()), up)) {
        MonitorReport one = monitor.look(new DirectorySource(files, DIRECTORY), List.of());
        assertThat(one.findings()).as("step %d, %s", step, loss).isEmpty();
        MonitorReport two = monitor.look(new DirectorySource(other, DIRECTORY), List.of());
        assertThat(codes(two)).contains(Code.FORKED);
        for (Path file : two.evidence()) {
          assertThat(ForkEvidence.parse(up.read(file, 1 << 20)).judge(log.trust()).outcome())
              .isEqualTo(ForkEvidence.Outcome.PROVEN);
        }
      }
    }
  }

  @Test
  void a_report_says_what_it_found_in_one_line_each() throws Exception {
    grow(files, 0, 3);
    files.corrupt(DIRECTORY.resolve("checkpoint"), 3, 0xff);
    assertThat(look(files).findings().get(0).line())
        .startsWith("unsure UNREACHABLE: ")
        .doesNotContain("\n");
  }
}
