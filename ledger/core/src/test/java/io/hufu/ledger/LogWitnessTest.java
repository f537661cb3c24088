package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.WitnessAnswer.Outcome;
import io.hufu.model.ForkEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A witness confirms growth, refuses everything else, and remembers what it confirmed. */
class LogWitnessTest {
  private static final Path FOLDER = Path.of("/mem/witness");
  private static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");

  private final RecordingFiles files = new RecordingFiles();
  private final SigningKey smKey =
      SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
  private final SigningKey intlKey =
      SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());

  private LogWitness witness(TestLog log, RecordingFiles on) throws IOException {
    return LogWitness.in(FOLDER, log.equals(TestLog.SM) ? smKey : intlKey)
        .name("witness.example.org")
        .clock(Clock.fixed(TIME, ZoneOffset.UTC))
        .logs(List.of(log.trust()))
        .files(on)
        .open();
  }

  private static List<TestLog> logs() {
    return List.of(TestLog.SM, TestLog.INTL);
  }

  @Test
  void growth_is_confirmed_with_a_cosignature_that_carries_its_time() throws Exception {
    for (TestLog log : logs()) {
      ForkedLog fork = new ForkedLog(log, 30, 30);
      try (LogWitness witness = witness(log, new RecordingFiles())) {
        int old = 0;
        for (int size : new int[] {0, 1, 1, 2, 7, 8, 30, 30}) {
          WitnessAnswer answer = witness.add(fork.request(0, old, size));
          assertThat(answer.outcome()).as(answer.detail()).isEqualTo(Outcome.CONFIRMED);
          List<SignedNote.Line> lines = new ArrayList<>(fork.head(0, size).note().signatures());
          lines.addAll(answer.lines());
          SignedNote cosigned = new SignedNote(fork.head(0, size).note().text(), lines);
          assertThat(cosigned.verify(List.of(witness.noteKey())))
              .singleElement()
              .satisfies(line -> assertThat(line.time()).isEqualTo(TIME));
          old = size;
        }
      }
    }
  }

  @Test
  void each_refusal_is_that_of_the_protocol() throws Exception {
    ForkedLog fork = new ForkedLog(TestLog.INTL, 30, 30);
    try (LogWitness witness = witness(TestLog.INTL, files)) {
      assertThat(witness.add(fork.request(0, 3, 8)).outcome()).isEqualTo(Outcome.CONFLICT);
      assertThat(witness.add(fork.request(0, 0, 8)).outcome()).isEqualTo(Outcome.CONFIRMED);
      assertThat(witness.add(fork.request(0, 0, 9)))
          .satisfies(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.CONFLICT))
          .satisfies(answer -> assertThat(answer.size()).isEqualTo(8));
      assertThat(witness.add(fork.request(0, 9, 8)).outcome()).isEqualTo(Outcome.MALFORMED);
      assertThat(
              witness
                  .add(new WitnessRequest(8, fork.proof(0, 7, 20), fork.head(0, 20).note()))
                  .outcome())
          .isEqualTo(Outcome.INCONSISTENT);
      assertThat(
              witness
                  .add(new WitnessRequest(8, List.of(new byte[32]), fork.head(0, 8).note()))
                  .outcome())
          .isEqualTo(Outcome.INCONSISTENT);
      SigningKey thief = SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());
      ForkedLog forged = new ForkedLog(new TestLog(TestLog.INTL.origin(), thief), 30, 30);
      assertThat(witness.add(forged.request(0, 8, 9)).outcome()).isEqualTo(Outcome.NOT_SIGNED);
      TestLog stranger = TestLog.of("stranger.example", SignatureAlgorithm.ED25519);
      assertThat(witness.add(new ForkedLog(stranger, 1, 1).request(0, 0, 1)).outcome())
          .isEqualTo(Outcome.UNKNOWN_LOG);
      assertThat(witness.add(fork.request(0, 8, 9)).outcome()).isEqualTo(Outcome.CONFIRMED);
    }
  }

  @Test
  void an_empty_tree_with_a_root_of_its_own_is_refused() throws Exception {
    ForkedLog fork = new ForkedLog(TestLog.INTL, 1, 1);
    Head odd =
        Head.sign(
            new io.hufu.crypto.log.Checkpoint(TestLog.INTL.origin(), 0, new byte[32]),
            TestLog.INTL.key());
    try (LogWitness witness = witness(TestLog.INTL, files)) {
      assertThat(witness.add(new WitnessRequest(0, List.of(), odd.note())).outcome())
          .isEqualTo(Outcome.INCONSISTENT);
      assertThat(witness.add(fork.request(0, 0, 1)).outcome()).isEqualTo(Outcome.CONFIRMED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 9, 23})
  void a_second_history_is_refused_and_where_the_request_proves_it_the_evidence_is_kept(int known)
      throws Exception {
    ForkedLog fork = new ForkedLog(TestLog.INTL, 5, 30);
    try (LogWitness witness = witness(TestLog.INTL, files)) {
      witness.add(fork.request(0, 0, known));
      assertThat(witness.add(fork.request(1, known, known)).outcome()).isEqualTo(Outcome.CONFLICT);
      assertThat(witness.add(fork.request(1, known, 30)).outcome()).isEqualTo(Outcome.INCONSISTENT);
      assertThat(witness.add(fork.request(0, known, 30)).outcome()).isEqualTo(Outcome.CONFIRMED);
    }
    Path folder = FOLDER.resolve("evidence");
    // a consistency proof from a power of two leaves out what would show the contradiction
    int expected = Integer.bitCount(known) == 1 ? 1 : 2;
    assertThat(files.list(folder)).hasSize(expected);
    for (String name : files.list(folder)) {
      ForkEvidence evidence = ForkEvidence.parse(files.read(folder.resolve(name), 1 << 20));
      assertThat(evidence.judge(TestLog.INTL.trust()).outcome())
          .isEqualTo(ForkEvidence.Outcome.PROVEN);
    }
  }

  @Test
  void what_was_confirmed_is_remembered_and_a_damaged_memory_is_no_empty_one() throws Exception {
    ForkedLog fork = new ForkedLog(TestLog.SM, 5, 9);
    try (LogWitness witness = witness(TestLog.SM, files)) {
      witness.add(fork.request(0, 0, 7));
      assertThatThrownBy(() -> witness(TestLog.SM, files)).isInstanceOf(LedgerException.class);
    }
    Path memory = FOLDER.resolve(WitnessState.name(TestLog.SM.origin()));
    try (LogWitness witness = witness(TestLog.SM, files)) {
      assertThat(witness.add(fork.request(1, 0, 7)).outcome()).isEqualTo(Outcome.CONFLICT);
      assertThat(witness.newest(WitnessState.name(TestLog.SM.origin())))
          .hasValueSatisfying(note -> assertThat(note).contains("\n7\n"));
      assertThat(witness.newest(WitnessState.name("other"))).isEmpty();
      files.corrupt(memory, 3, 0xff);
      assertThatThrownBy(() -> witness.add(fork.request(0, 7, 9)))
          .isInstanceOf(LedgerException.class);
    }
  }

  @Test
  void a_key_of_one_suite_witnesses_no_log_of_the_other() {
    assertThatThrownBy(
            () -> LogWitness.in(FOLDER, smKey).name("w").logs(List.of(TestLog.INTL.trust())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogWitness.in(FOLDER, smKey).open())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void wherever_the_machine_stops_no_second_history_is_ever_cosigned() throws Exception {
    stopEverywhere(3);
  }

  @Test
  @Tag("soak")
  void wherever_the_machine_stops_two_hundred_times_no_second_history_is_cosigned()
      throws Exception {
    stopEverywhere(200);
  }

  /**
   * Both histories ask, in turn, the machine stops after any step, and whoever asks first next may
   * be the other one: all that was ever given out must lie on one history.
   */
  private void stopEverywhere(int times) throws Exception {
    long seed = System.nanoTime();
    System.out.println("witness crash drill, seed " + seed);
    ForkedLog fork = new ForkedLog(TestLog.INTL, 1, 12);
    RecordingFiles before = new RecordingFiles();
    List<int[]> given = new ArrayList<>(); // side, size, steps when it was given out
    try (LogWitness witness = witness(TestLog.INTL, before)) {
      for (int[] asked : new int[][] {{0, 1}, {1, 4}, {0, 4}, {0, 9}, {1, 9}, {1, 12}}) {
        if (ask(witness, fork, asked[0], asked[1])) {
          given.add(new int[] {asked[0], asked[1], before.steps()});
        }
      }
    }
    for (int step = 0; step <= before.steps(); step++) {
      Random random = new Random(seed + step);
      for (int i = 0; i < times; i++) {
        Disk.Loss loss = Disk.Loss.values()[i % Disk.Loss.values().length];
        RecordingFiles up = before.crash(step, loss, random);
        int now = step;
        List<int[]> all = new ArrayList<>(given.stream().filter(g -> g[2] <= now).toList());
        try (LogWitness witness = witness(TestLog.INTL, up)) {
          for (int size : new int[] {4, 9, 12}) {
            for (int side : new int[] {random.nextInt(2), 0, 1}) {
              if (ask(witness, fork, side, size)) {
                all.add(new int[] {side, size, now});
              }
            }
          }
        }
        assertThat(all.stream().filter(g -> g[1] > 1).map(g -> g[0]).distinct().count())
            .as("stopped after step %d, lost %s", step, loss)
            .isLessThanOrEqualTo(1);
      }
    }
  }

  /** Asks as a client does: from nothing, then from the size that the witness names. */
  private static boolean ask(LogWitness witness, ForkedLog fork, int side, int size)
      throws Exception {
    WitnessAnswer answer = witness.add(fork.request(side, 0, size));
    if (answer.outcome() == Outcome.CONFLICT && answer.size() <= size) {
      answer = witness.add(fork.request(side, (int) answer.size(), size));
    }
    return answer.outcome() == Outcome.CONFIRMED;
  }
}
