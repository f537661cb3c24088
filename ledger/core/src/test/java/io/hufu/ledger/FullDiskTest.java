package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.ledger.Disk.Loss;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When writing fails nothing is acknowledged, nothing contradicts, and the log goes on. */
class FullDiskTest {
  private final TestLog log = TestLog.INTL;
  private final HashAlgorithm hash = log.hash();
  private final List<LogEntry> failing = Entries.range(hash, 254, 258);
  private CrashDrill drill;

  @BeforeEach
  void create() throws Exception {
    drill = new CrashDrill(log, new RecordingFiles()).run(254);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1000})
  void a_write_may_fail_anywhere_and_the_same_log_goes_on(int failures) throws Exception {
    for (int at = 0; ; at++) {
      RecordingFiles files =
          drill.files().crash(drill.files().steps(), Loss.NOTHING, new Random(0));
      int first = at;
      try (EmbeddedLedger ledger = drill.builder(files).open()) {
        files.failing(step -> step >= first && step < first + failures);
        boolean failed = anchorFails(ledger);
        files.failing(step -> false);
        if (!failed) {
          assertThat(at).as("steps that an append takes").isGreaterThan(20);
          return;
        }
        assertGoesOn(ledger, files);
      }
      try (EmbeddedLedger ledger = drill.builder(files).open()) {
        assertThat(ledger.find(failing.get(0))).isPresent();
        assertThat(LogReader.fsck(CrashDrill.DIRECTORY, List.of(log.noteKey()), files)).isEmpty();
      }
    }
  }

  @Test
  void a_write_may_fail_anywhere_and_the_log_opens_again() throws Exception {
    for (int at = 0; ; at++) {
      RecordingFiles files =
          drill.files().crash(drill.files().steps(), Loss.NOTHING, new Random(0));
      int first = at;
      EmbeddedLedger ledger = drill.builder(files).open();
      files.failing(step -> step >= first);
      boolean failed = anchorFails(ledger);
      ledger.close();
      files.failing(step -> false);
      if (!failed) {
        return;
      }
      try (EmbeddedLedger again = drill.builder(files).open()) {
        assertThat(LogReader.fsck(CrashDrill.DIRECTORY, List.of(log.noteKey()), files)).isEmpty();
        assertGoesOn(again, files);
      }
    }
  }

  @Test
  void a_salt_that_cannot_be_written_down_is_not_used() throws Exception {
    RecordingFiles files = drill.files();
    try (EmbeddedLedger ledger = drill.builder(files).open()) {
      files.failing(step -> true);
      byte[] digest = hash.digest(new byte[] {1});
      assertThatThrownBy(() -> ledger.anchorFile(digest))
          .isInstanceOfSatisfying(
              LedgerException.class,
              e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.WRITE_FAILED));
      files.failing(step -> false);
      assertThat(ledger.findFile(digest)).isEmpty();
      assertThat(ledger.anchorFile(digest).index()).isEqualTo(254);
      assertThat(ledger.anchorFile(digest).index()).isEqualTo(254);
    }
  }

  private boolean anchorFails(EmbeddedLedger ledger) throws Exception {
    try {
      ledger.anchor(failing);
      return false;
    } catch (LedgerException e) {
      assertThat(e.reason()).isEqualTo(LedgerException.Reason.WRITE_FAILED);
      assertThat(e).hasMessageContaining("No space left").hasMessageContaining("repeat");
      return true;
    }
  }

  /** Other entries come first now: a log that forgot what it had signed would contradict itself. */
  private void assertGoesOn(EmbeddedLedger ledger, RecordingFiles files) throws Exception {
    List<LogEntry> entries = new ArrayList<>(Entries.range(hash, 900, 902));
    entries.addAll(failing);
    List<AnchorReceipt> receipts = ledger.anchor(entries);
    for (int i = 0; i < entries.size(); i++) {
      assertThat(receipts.get(i).judge(entries.get(i), log.trust()).outcome())
          .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    }
    assertThat(ledger.find(Entries.entry(hash, 17)).orElseThrow().index()).isEqualTo(17);
    assertThat(ledger.size()).isEqualTo(260);
    assertOneChain(ledger, files);
  }

  /** Every checkpoint that was ever signed lies on the way to the newest. */
  private void assertOneChain(EmbeddedLedger ledger, RecordingFiles files) throws Exception {
    Head now = Head.parse(ledger.checkpoint().getBytes(StandardCharsets.UTF_8));
    for (byte[] content : files.written()) {
      Head signed;
      try {
        signed = Head.parse(content);
      } catch (MalformedDataException e) {
        continue; // a tile
      }
      List<byte[]> path = ledger.consistency(signed.size(), now.size());
      assertThat(
              MerkleTree.verifyConsistency(
                  hash,
                  signed.size(),
                  signed.checkpoint().root(),
                  now.size(),
                  now.checkpoint().root(),
                  path))
          .as("signed size %s", signed.size())
          .isTrue();
    }
  }
}
