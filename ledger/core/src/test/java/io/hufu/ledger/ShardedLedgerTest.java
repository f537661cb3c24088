package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LedgerTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new origin each January, and receipts of every year verify for ever. */
class ShardedLedgerTest {
  @TempDir Path folder;

  private final SigningKey key =
      SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());

  /** A clock that a test sets. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final SetClock clock = new SetClock();

  @BeforeEach
  void makeHeads() throws Exception {
    Files.createDirectory(folder.resolve("heads"));
  }

  private ShardedLedger open() throws Exception {
    return ShardedLedger.open(
        folder.resolve("logs"), folder.resolve("heads"), "ledger.agency.example", key, clock);
  }

  @Test
  void each_year_has_its_log_and_no_entry_stands_in_two() throws Exception {
    List<AnchorReceipt> receipts = new ArrayList<>();
    clock.now = Instant.parse("2026-12-31T15:59:59Z");
    try (ShardedLedger ledger = open()) {
      receipts.addAll(ledger.anchor(Entries.range(ledger.hash(), 0, 3)));
      clock.now = Instant.parse("2026-12-31T16:00:00Z"); // the new year begins in China
      receipts.addAll(ledger.anchor(Entries.range(ledger.hash(), 2, 5)));
      assertThat(receipts).extracting(AnchorReceipt::index).containsExactly(0L, 1L, 2L, 2L, 0L, 1L);
      clock.now = Instant.parse("2026-12-31T15:00:00Z"); // a clock that goes back
      assertThat(ledger.anchor(Entries.range(ledger.hash(), 5, 6)).get(0).origin())
          .isEqualTo("ledger.agency.example/2027/sm3");
    }
    clock.now = Instant.parse("2029-03-01T00:00:00Z");
    try (ShardedLedger ledger = open()) {
      receipts.addAll(ledger.anchor(Entries.range(ledger.hash(), 1, 7)));
      assertThat(receipts.subList(6, 12))
          .extracting(AnchorReceipt::origin)
          .containsExactly(
              "ledger.agency.example/2026/sm3",
              "ledger.agency.example/2026/sm3",
              "ledger.agency.example/2027/sm3",
              "ledger.agency.example/2027/sm3",
              "ledger.agency.example/2027/sm3",
              "ledger.agency.example/2029/sm3");
      int[] numbers = {0, 1, 2, 2, 3, 4, 1, 2, 3, 4, 5, 6};
      for (int i = 0; i < numbers.length; i++) {
        assertJudgedAnchored(ledger, receipts.get(i), numbers[i]);
        assertThat(ledger.find(Entries.entry(ledger.hash(), numbers[i]))).isPresent();
      }
    }
    for (int year : new int[] {2026, 2027, 2029}) {
      Path shard = folder.resolve("logs").resolve(Integer.toString(year));
      try (ShardedLedger ledger = open()) {
        assertThat(LogReader.fsck(shard, List.of(ledger.noteKey(year)))).isEmpty();
        assertThat(LogReader.open(shard).end(List.of(ledger.noteKey(year))).isPresent())
            .isEqualTo(year < 2029);
      }
    }
  }

  private static void assertJudgedAnchored(
      ShardedLedger ledger, AnchorReceipt receipt, int number) {
    int year = Integer.parseInt(receipt.origin().split("/")[1]);
    LedgerTrust trust =
        new LedgerTrust(
            ledger.origin(year), ledger.hash(), List.of(ledger.noteKey(year)), List.of(), 0);
    assertThat(receipt.judge(Entries.entry(ledger.hash(), number), trust).outcome())
        .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
  }
}
