package io.hufu.ledger;

import static io.hufu.ledger.CrashDrill.DIRECTORY;
import static io.hufu.ledger.CrashDrill.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.log.MerkleTree;
import io.hufu.ledger.MonitorFinding.Code;
import io.hufu.model.AnchorCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What issuers count as their own is set against the log, so that silent entries are noticed. */
class ReconciliationTest {
  private static final int SIZE = 600;

  private final TestLog log = TestLog.SM;
  private final RecordingFiles files = new RecordingFiles();
  private LogReader reader;

  @BeforeEach
  void anchor() throws Exception {
    try (EmbeddedLedger ledger =
        EmbeddedLedger.in(DIRECTORY, log.key()).headFile(HEAD).files(files).create(log.origin())) {
      ledger.anchor(Entries.range(log.hash(), 0, SIZE));
    }
    reader = LogReader.open(DIRECTORY, files);
  }

  private AnchorCount count(String issuer, long from, long to, List<Long> own) throws Exception {
    List<byte[]> leaves = new ArrayList<>();
    for (long index : own) {
      leaves.add(MerkleTree.leafHash(log.hash(), reader.entry(index)));
    }
    return new AnchorCount(
        issuer,
        log.origin(),
        from,
        to,
        AnchorCount.runs(from, own),
        AnchorCount.root(log.hash(), leaves),
        Instant.EPOCH);
  }

  private static List<Long> indices(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private List<Code> codes(AnchorCount... counts) throws Exception {
    return Reconciliation.of(reader, SIZE, List.of(counts)).findings().stream()
        .map(MonitorFinding::code)
        .toList();
  }

  @Test
  void counts_that_cover_the_log_once_are_sound() throws Exception {
    long seed = System.nanoTime();
    System.out.println("counts, seed " + seed);
    Random random = new Random(seed);
    List<Long> one = new ArrayList<>();
    List<Long> two = new ArrayList<>();
    for (long i = 0; i < SIZE; i++) {
      (random.nextInt(3) == 0 ? one : two).add(i);
    }
    AnchorCount first = count("A", 0, SIZE, one);
    AnchorCount second = count("B", 0, SIZE, two);
    assertThat(first.count()).isEqualTo(one.size());
    assertThat(codes(first, second)).isEmpty();
    CountReport report = Reconciliation.of(reader, SIZE, List.of(first, second));
    assertThat(report.claimed()).isEqualTo(SIZE);
  }

  @Test
  void an_entry_that_nobody_counts_is_noticed() throws Exception {
    // the thief's entry is number 500
    List<Long> own = new ArrayList<>(indices(400, SIZE));
    own.remove(500L);
    CountReport report =
        Reconciliation.of(
            reader, SIZE, List.of(count("A", 0, 400, indices(0, 400)), count("B", 400, SIZE, own)));
    assertThat(report.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(Code.UNCLAIMED))
        .satisfies(f -> assertThat(f.detail()).startsWith("1 entries from 500 on"));
    assertThat(codes(count("B", 0, SIZE, indices(0, SIZE - 1)))).containsExactly(Code.UNCLAIMED);
    assertThat(codes(count("B", 0, SIZE, List.of()))).containsExactly(Code.UNCLAIMED);
  }

  @Test
  void an_entry_that_two_count_or_that_is_not_what_was_counted_is_noticed() throws Exception {
    assertThat(
            codes(count("A", 0, 300, indices(0, 300)), count("B", 299, SIZE, indices(299, SIZE))))
        .containsExactly(Code.CLAIMED_TWICE);
    AnchorCount good = count("A", 0, SIZE, indices(0, SIZE));
    AnchorCount other =
        new AnchorCount(
            "A",
            log.origin(),
            0,
            SIZE,
            good.runs(),
            AnchorCount.root(log.hash(), List.of(new byte[32])),
            Instant.EPOCH);
    assertThat(codes(other)).containsExactly(Code.COUNT_WRONG);
  }

  @Test
  void counts_of_other_logs_or_beyond_what_was_checked_are_unusable() throws Exception {
    AnchorCount good = count("A", 0, SIZE, indices(0, SIZE));
    assertThat(Reconciliation.of(reader, SIZE - 1, List.of(good)).findings().get(0).code())
        .isEqualTo(Code.COUNT_UNUSABLE);
    AnchorCount elsewhere =
        new AnchorCount("A", "x/sm3", 0, SIZE, good.runs(), good.root(), Instant.EPOCH);
    assertThat(codes(elsewhere)).containsExactly(Code.COUNT_UNUSABLE);
  }

  @Test
  void runs_that_do_not_fit_are_refused() {
    for (List<Long> runs :
        List.of(
            List.of(0L, 11L),
            List.of(1L),
            List.of(0L, 0L),
            List.of(-1L, 2L),
            List.of(0L, 5L, 0L, 5L),
            List.of(Long.MAX_VALUE, Long.MAX_VALUE))) {
      assertThatThrownBy(
              () ->
                  new AnchorCount(
                      "A",
                      "o",
                      0,
                      10,
                      runs,
                      AnchorCount.root(log.hash(), List.of()),
                      Instant.EPOCH))
          .as(runs.toString())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
