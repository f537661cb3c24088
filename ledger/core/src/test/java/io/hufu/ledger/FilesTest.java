package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any file can be anchored; its salt is drawn once, kept private and found again. */
class FilesTest {
  @TempDir Path folder;

  private final TestLog log = TestLog.SM;
  private final byte[] digest = log.hash().digest(new byte[] {1, 2, 3});

  private LedgerBuilder builder() {
    return EmbeddedLedger.in(folder.resolve("log"), log.key()).headFile(folder.resolve("head"));
  }

  private LogEntry entry(byte[] file, AnchorReceipt receipt) {
    return new LogEntry(LogEntry.Kind.OTHER_FILE, log.hash(), file, receipt.salt(), new byte[0]);
  }

  @Test
  void a_file_has_one_salt_and_one_entry_for_ever() throws Exception {
    AnchorReceipt first;
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      assertThat(ledger.findFile(digest)).isEmpty();
      first = ledger.anchorFile(digest);
      assertThat(first.salt()).hasSize(32);
      assertThat(first.judge(entry(digest, first), log.trust()).outcome())
          .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    }
    try (EmbeddedLedger ledger = builder().open()) {
      AnchorReceipt again = ledger.anchorFile(digest);
      assertThat(again.index()).isEqualTo(first.index());
      assertThat(again.salt()).isEqualTo(first.salt());
      assertThat(ledger.findFile(digest).orElseThrow().salt()).isEqualTo(first.salt());
      assertThat(ledger.size()).isEqualTo(1);
    }
  }

  @Test
  void a_file_named_twice_in_one_call_is_one_entry_and_others_have_other_salts() throws Exception {
    byte[] other = log.hash().digest(new byte[] {9});
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      List<AnchorReceipt> receipts = ledger.anchorFiles(List.of(digest, other, digest));
      assertThat(receipts.get(0).index()).isEqualTo(receipts.get(2).index());
      assertThat(receipts.get(0).salt()).isEqualTo(receipts.get(2).salt());
      assertThat(receipts.get(1).salt()).isNotEqualTo(receipts.get(0).salt());
      assertThat(receipts.get(1).judge(entry(other, receipts.get(1)), log.trust()).outcome())
          .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
    }
  }

  @Test
  void a_digest_of_another_length_is_refused() throws Exception {
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      assertThatThrownBy(() -> ledger.anchorFile(new byte[31]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ledger.findFile(new byte[33]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_damaged_record_is_skipped_and_the_others_stay() throws Exception {
    byte[] other = log.hash().digest(new byte[] {9});
    AnchorReceipt kept;
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      ledger.anchorFile(digest);
      kept = ledger.anchorFile(other);
    }
    Path journal = folder.resolve("log/private/salts");
    byte[] records = Files.readAllBytes(journal);
    records[40] ^= 1;
    Files.write(journal, records);
    try (EmbeddedLedger ledger = builder().open()) {
      assertThat(ledger.anchorFile(other).salt()).isEqualTo(kept.salt());
      assertThat(ledger.findFile(digest)).isEmpty();
      assertThat(ledger.anchorFile(digest).index()).isEqualTo(2);
    }
  }

  @Test
  void only_the_owner_looks_into_the_private_directory() throws Exception {
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      ledger.anchorFile(digest);
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("log/private"))))
        .isEqualTo("rwx------");
  }
}
