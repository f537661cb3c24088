package io.hufu.ledger;

import static io.hufu.ledger.CrashDrill.DIRECTORY;
import static io.hufu.ledger.CrashDrill.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.LedgerException.Reason;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LedgerTrust;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A log ends, changes its keys, and comes back from a backup, and never says two things. */
class LifeCycleTest {
  private static final Path MONITOR = Path.of("/mem/monitor");

  private final TestLog log = TestLog.INTL;
  private final RecordingFiles files = new RecordingFiles();

  private LedgerBuilder builder(RecordingFiles on) {
    return EmbeddedLedger.in(DIRECTORY, log.key()).headFile(HEAD).files(on);
  }

  private void create(int size) throws Exception {
    try (EmbeddedLedger ledger = builder(files).create(log.origin())) {
      ledger.anchor(Entries.range(log.hash(), 0, size));
    }
  }

  private void anchor(RecordingFiles on, int from, int to) throws Exception {
    try (EmbeddedLedger ledger = builder(on).open()) {
      ledger.anchor(Entries.range(log.hash(), from, to));
    }
  }

  private RecordingFiles copy() {
    return files.crash(files.steps(), Disk.Loss.NOTHING, new Random(0));
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private AnchorReceipt.Outcome judged(AnchorReceipt receipt, int number, LedgerTrust trust) {
    return receipt.judge(Entries.entry(log.hash(), number), trust).outcome();
  }

  @Test
  void a_log_that_was_ended_signs_nothing_more_and_proves_all_it_held() throws Exception {
    create(5);
    RecordingFiles backup = copy();
    try (EmbeddedLedger ledger = builder(files).open()) {
      LogEnd end = ledger.freeze("log.example.org/2027");
      assertThat(end.last().size()).isEqualTo(5);
      refused(Reason.FROZEN, () -> ledger.anchor(Entries.range(log.hash(), 4, 6)));
      AnchorReceipt again = ledger.anchor(Entries.range(log.hash(), 4, 5)).get(0);
      assertThat(judged(again, 4, log.trust())).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    }
    refused(Reason.FROZEN, () -> builder(files).open());
    LogReader reader = LogReader.open(DIRECTORY, files);
    assertThat(reader.end(List.of(log.noteKey())).orElseThrow().successor())
        .hasValue("log.example.org/2027");
    assertThat(reader.resource("frozen")).isPresent();
    assertThat(LogReader.fsck(DIRECTORY, List.of(log.noteKey()), files)).isEmpty();
    // a backup of the log from before does not bring it back: the word beside the key stands
    for (String name : List.of("log.head", "log.head.frozen")) {
      backup.write(HEAD.resolveSibling(name), files.read(HEAD.resolveSibling(name), 1 << 16));
    }
    refused(Reason.FROZEN, () -> builder(backup).open());
  }

  @Test
  void wherever_the_machine_stops_while_a_log_is_ended_it_is_ended_or_goes_on_but_not_both()
      throws Exception {
    create(3);
    int before = files.steps();
    try (EmbeddedLedger ledger = builder(files).open()) {
      ledger.freeze(null);
    }
    for (int step = before; step <= files.steps(); step++) {
      for (Disk.Loss loss : Disk.Loss.values()) {
        RecordingFiles up = files.crash(step, loss, new Random(step));
        boolean ended = false;
        try {
          builder(up).open().close();
        } catch (LedgerException e) {
          assertThat(e.reason()).isEqualTo(Reason.FROZEN);
          ended = true;
          assertThat(LogReader.open(DIRECTORY, up).end(List.of(log.noteKey()))).isPresent();
        }
        assertThat(ended || step < files.steps()).isTrue();
      }
    }
  }

  @Test
  void a_monitor_says_that_a_log_ended_and_notices_when_it_goes_on() throws Exception {
    create(3);
    RecordingFiles before = copy();
    try (EmbeddedLedger ledger = builder(files).open()) {
      ledger.freeze("log.example.org/2027");
    }
    RecordingFiles own = new RecordingFiles();
    try (LogMonitor monitor = LogMonitor.open(MONITOR, List.of(log.trust()), own)) {
      MonitorReport ended = monitor.look(new DirectorySource(files, DIRECTORY), List.of());
      assertThat(ended.findings())
          .extracting(MonitorFinding::code)
          .containsExactly(MonitorFinding.Code.ENDED);
      assertThat(ended.findings().get(0).detail()).contains("log.example.org/2027");
      anchor(before, 3, 9); // whoever still has the key goes on as if nothing had been said
      MonitorReport grown = monitor.look(new DirectorySource(before, DIRECTORY), List.of());
      assertThat(grown.findings())
          .extracting(MonitorFinding::code)
          .containsExactly(MonitorFinding.Code.GREW_AFTER_END);
    }
  }

  @Test
  void what_is_signed_beyond_the_end_that_a_trust_list_names_counts_for_nothing() throws Exception {
    create(3);
    AnchorReceipt within = LogReader.open(DIRECTORY, files).prove(2);
    Head last = Head.parse(files.read(DIRECTORY.resolve("checkpoint"), 1 << 16));
    anchor(files, 3, 4);
    AnchorReceipt beyond = LogReader.open(DIRECTORY, files).prove(2);
    LedgerTrust ended =
        new LedgerTrust(
            log.origin(), log.hash(), List.of(log.noteKey()), List.of(), 0, last.checkpoint());
    assertThat(judged(within, 2, ended)).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    assertThat(judged(beyond, 2, ended)).isEqualTo(AnchorReceipt.Outcome.MISMATCH);
    assertThat(judged(beyond, 2, log.trust())).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
  }

  @Test
  void keys_change_with_an_overlap_and_receipts_verify_under_old_and_new_lists() throws Exception {
    create(3);
    SigningKey next = SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    NoteKey nextKey = LogIdentity.of(log.origin(), next).key();
    LedgerTrust oldList = log.trust();
    LedgerTrust newList = new LedgerTrust(log.origin(), log.hash(), List.of(nextKey), List.of(), 0);
    LedgerTrust bothList =
        new LedgerTrust(log.origin(), log.hash(), List.of(nextKey, log.noteKey()), List.of(), 0);
    AnchorReceipt before = LogReader.open(DIRECTORY, files).prove(0);
    LedgerBuilder alone = EmbeddedLedger.in(DIRECTORY, next).headFile(HEAD).files(files);
    refused(Reason.WRONG_KEY, alone::open);
    AnchorReceipt during;
    try (EmbeddedLedger ledger =
        EmbeddedLedger.in(DIRECTORY, next)
            .headFile(HEAD)
            .files(files)
            .overlappingKey(log.key())
            .open()) {
      assertThat(judged(ledger.prove(0), 0, newList)).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
      during = ledger.anchor(Entries.range(log.hash(), 3, 4)).get(0);
    }
    assertThat(judged(during, 3, oldList)).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    assertThat(judged(during, 3, newList)).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    AnchorReceipt after;
    try (EmbeddedLedger ledger =
        EmbeddedLedger.in(DIRECTORY, next).headFile(HEAD).files(files).open()) {
      after = ledger.anchor(Entries.range(log.hash(), 4, 5)).get(0);
    }
    assertThat(judged(after, 4, oldList)).isEqualTo(AnchorReceipt.Outcome.BAD_SIGNATURE);
    assertThat(judged(after, 4, newList)).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    for (AnchorReceipt each : List.of(before, during, after)) {
      int number = (int) each.index();
      assertThat(judged(each, number, bothList)).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    }
    assertThat(LogReader.fsck(DIRECTORY, List.of(nextKey), files)).isEmpty();
  }

  @Test
  void a_key_that_is_gone_is_replaced_at_once() throws Exception {
    create(3);
    SigningKey next = SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    NoteKey nextKey = LogIdentity.of(log.origin(), next).key();
    LedgerTrust newList = new LedgerTrust(log.origin(), log.hash(), List.of(nextKey), List.of(), 0);
    try (EmbeddedLedger ledger =
        EmbeddedLedger.in(DIRECTORY, next)
            .headFile(HEAD)
            .files(files)
            .formerKey(log.noteKey())
            .open()) {
      assertThat(judged(ledger.prove(0), 0, newList)).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    }
  }

  @Test
  void a_backup_comes_back_from_the_copy_that_a_monitor_kept() throws Exception {
    create(300);
    RecordingFiles backup = copy();
    anchor(files, 300, 1100);
    try (LogMonitor monitor = LogMonitor.open(MONITOR, List.of(log.trust()), backup)) {
      monitor.look(new DirectorySource(files, DIRECTORY), List.of());
    }
    Path copy = MONITOR.resolve("copies").resolve(WitnessState.name(log.origin()));
    backup.write(HEAD, files.read(HEAD, 1 << 16));
    refused(Reason.BEHIND_HEAD, () -> builder(backup).open());
    assertThat(LedgerRestore.of(DIRECTORY, HEAD, List.of(log.noteKey()), backup).mirror(copy).run())
        .isEqualTo(1100);
    anchor(backup, 1100, 1101);
    assertThat(LogReader.fsck(DIRECTORY, List.of(log.noteKey()), backup)).isEmpty();
    assertThat(LogReader.open(DIRECTORY, backup).entry(777))
        .isEqualTo(Entries.entry(log.hash(), 777).encoded());
  }

  @Test
  void without_its_head_a_log_signs_only_after_every_witness_said_that_it_saw_no_more()
      throws Exception {
    TestWitness witness = TestWitness.of("w.example.org", log);
    create(3);
    RecordingFiles backup = copy();
    WitnessedLedger one =
        WitnessedLedger.around(builder(files).open())
            .witness(witness)
            .keys(List.of(witness.noteKey()))
            .open();
    one.anchor(Entries.range(log.hash(), 3, 7));
    one.close();
    backup.delete(HEAD);
    refused(Reason.HEAD_MISSING, () -> builder(backup).open());
    refused(Reason.HEAD_MISSING, () -> restore(backup).run());
    refused(
        Reason.BEHIND_HEAD,
        () -> restore(backup).witness(witness, List.of(witness.noteKey())).run());
    refused(Reason.HEAD_MISSING, () -> builder(backup).open());
    witness.down(true);
    refused(
        Reason.QUORUM_MISSING,
        () -> restore(backup).witness(witness, List.of(witness.noteKey())).run());
    witness.down(false);
    Path mirror = Path.of("/mem/mirror");
    for (String path : files.paths(DIRECTORY)) {
      Path target = mirror.resolve(path);
      makeParents(backup, target.getParent());
      backup.write(target, files.read(DIRECTORY.resolve(path), 1 << 20));
    }
    assertThat(restore(backup).mirror(mirror).witness(witness, List.of(witness.noteKey())).run())
        .isEqualTo(7);
    anchor(backup, 7, 8);
    assertThat(LogReader.fsck(DIRECTORY, List.of(log.noteKey(), witness.noteKey()), backup))
        .isEmpty();
  }

  private static void makeParents(RecordingFiles on, Path directory) throws Exception {
    for (int i = 1; i <= directory.getNameCount(); i++) {
      on.createDirectory(Path.of("/").resolve(directory.subpath(0, i)), FileLayer.Mode.SHARED);
    }
  }

  private LedgerRestore restore(RecordingFiles on) {
    return LedgerRestore.of(DIRECTORY, HEAD, List.of(log.noteKey()), on);
  }

  @Test
  void two_histories_are_never_restored_into_one() throws Exception {
    create(3);
    RecordingFiles other = copy();
    anchor(files, 3, 5);
    anchor(other, 100, 104);
    Path mirror = Path.of("/mem/mirror");
    for (String path : other.paths(DIRECTORY)) {
      Path target = mirror.resolve(path);
      makeParents(files, target.getParent());
      files.write(target, other.read(DIRECTORY.resolve(path), 1 << 20));
    }
    refused(Reason.INCONSISTENT, () -> restore(files).mirror(mirror).run());
    anchor(files, 5, 6);
    assertThat(LogReader.fsck(DIRECTORY, List.of(log.noteKey()), files)).isEmpty();
  }

  @Test
  void the_ugly_door_takes_the_operators_word() throws Exception {
    create(3);
    files.delete(HEAD);
    assertThat(restore(files).believingThatNobodyHasSeenMore().run()).isEqualTo(3);
    anchor(files, 3, 4);
  }
}
