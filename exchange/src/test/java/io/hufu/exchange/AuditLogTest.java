package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final HashAlgorithm HASH = HashAlgorithm.SM3;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("audit.log");
  }

  private AuditLog open() throws IOException {
    return AuditLog.open(file, HASH, new SecureRandom());
  }

  private static AuditEntry entry(int n) {
    return new AuditEntry(
        AuditEntry.Event.RECEIVED,
        Agencies.NOW.plusSeconds(60L * n),
        "test clock",
        Agencies.SENDER,
        "id" + n,
        "digest",
        "M1",
        null);
  }

  private AuditLog.Head ten() throws IOException {
    try (AuditLog log = open()) {
      for (int i = 0; i < 10; i++) {
        log.add(entry(i));
      }
      return log.head();
    }
  }

  @Test
  void the_chain_goes_on_in_the_next_process() throws Exception {
    AuditLog.Head head = ten();
    assertThat(head.entries()).isEqualTo(10);
    try (AuditLog log = open()) {
      assertThat(log.head().link()).isEqualTo(head.link());
      log.add(entry(10));
    }
    assertThat(AuditLog.verify(file, HASH).entries()).isEqualTo(11);
  }

  @Test
  void a_line_that_is_changed_left_out_doubled_or_swapped_is_noticed() throws Exception {
    ten();
    List<String> lines = Files.readAllLines(file);
    List<List<String>> attacks = new ArrayList<>();
    List<String> changed = new ArrayList<>(lines);
    changed.set(3, changed.get(3).replace("id3", "id4"));
    List<String> left = new ArrayList<>(lines);
    left.remove(5);
    List<String> doubled = new ArrayList<>(lines);
    doubled.add(2, lines.get(1));
    List<String> swapped = new ArrayList<>(lines);
    java.util.Collections.swap(swapped, 6, 7);
    attacks.addAll(List.of(changed, left, doubled, swapped, lines.subList(1, 10)));
    for (List<String> attack : attacks) {
      Files.write(file, attack);
      assertThatThrownBy(() -> AuditLog.verify(file, HASH))
          .isInstanceOf(MalformedDataException.class);
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void a_torn_last_line_is_cut_off() throws Exception {
    ten();
    Files.writeString(file, "{\"digest\":\"abc", StandardOpenOption.APPEND);
    try (AuditLog log = open()) {
      assertThat(log.head().entries()).isEqualTo(10);
      log.add(entry(11));
    }
    assertThat(AuditLog.verify(file, HASH).entries()).isEqualTo(11);
  }

  @Test
  void purged_entries_leave_their_digests_and_the_same_head() throws Exception {
    AuditLog.Head head = ten();
    try (AuditLog log = open()) {
      assertThat(log.purge(Agencies.NOW.plusSeconds(60 * 4))).isEqualTo(4);
      assertThat(log.purge(Agencies.NOW.plusSeconds(60 * 4))).isZero();
      assertThat(log.head().link()).isEqualTo(head.link());
      log.add(entry(12));
    }
    assertThat(Files.readString(file)).doesNotContain("\"id3\"").contains("\"id4\"");
    assertThat(AuditLog.verify(file, HASH).entries()).isEqualTo(11);
  }

  @Test
  void an_anchored_head_is_judged_like_any_file_with_its_salt() throws Exception {
    ten();
    List<LogEntry> anchored = new ArrayList<>();
    Anchor anchor =
        new Anchor() {
          @Override
          public HashAlgorithm hash() {
            return HashAlgorithm.SHA_256;
          }

          @Override
          public List<AnchorReceipt> anchor(List<LogEntry> entries) {
            anchored.addAll(entries);
            return List.of(
                new AnchorReceipt("example.org/log", hash(), 0, 1, List.of(), "note", null, null));
          }
        };
    try (AuditLog log = open()) {
      AnchorReceipt receipt = log.anchor(anchor, log.head());
      LogEntry again =
          new LogEntry(
              LogEntry.Kind.OTHER_FILE,
              HashAlgorithm.SHA_256,
              HashAlgorithm.SHA_256.digest(log.head().text()),
              java.util.Objects.requireNonNull(receipt.salt()),
              new byte[0]);
      assertThat(anchored).containsExactly(again);
    }
  }

  @Test
  void a_copy_says_what_is_wanted_and_proves_the_same_head() throws Exception {
    AuditLog.Head head = ten();
    byte[] log = Files.readAllBytes(file);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    long said =
        AuditReader.copy(
            new ByteArrayInputStream(log),
            HASH,
            entry -> entry.at().isAfter(Agencies.NOW.plusSeconds(60 * 6)),
            copy);
    assertThat(said).isEqualTo(3);
    assertThat(copy.toString(StandardCharsets.US_ASCII))
        .contains("\"id7\"")
        .doesNotContain("\"id6\"");
    AuditReader.Summary summary =
        AuditReader.read(
            new ByteArrayInputStream(copy.toByteArray()),
            HASH,
            List.of(head, new AuditLog.Head(4, head.link())));
    assertThat(summary.head().link()).isEqualTo(head.link());
    assertThat(summary.purged()).isEqualTo(7);
    assertThat(summary.first()).isEqualTo(Agencies.NOW.plusSeconds(60 * 7));
    assertThat(summary.passed()).containsExactly(head);
  }

  @Test
  void a_log_that_is_being_written_is_read_to_its_last_whole_line() throws Exception {
    AuditLog.Head head = ten();
    byte[] log = Files.readAllBytes(file);
    byte[] more = Arrays.copyOf(log, log.length + 20);
    Arrays.fill(more, log.length, more.length, (byte) '{');
    AuditReader.Summary summary = AuditReader.read(new ByteArrayInputStream(more), HASH, List.of());
    assertThat(summary.unfinished()).isTrue();
    assertThat(summary.head().entries()).isEqualTo(10);
    assertThat(AuditLog.Head.parse(head.text()).link()).isEqualTo(head.link());
  }

  @Test
  void no_line_that_was_changed_by_one_bit_is_read() throws Exception {
    ten();
    byte[] log = Files.readAllBytes(file);
    for (int i = 0; i < log.length; i += 7) {
      byte[] flipped = log.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      assertThatThrownBy(
              () -> {
                AuditReader.Summary summary =
                    AuditReader.read(new ByteArrayInputStream(flipped), HASH, List.of());
                if (summary.head().entries() < 10) {
                  throw new MalformedDataException("the last line has lost its end");
                }
              })
          .as("byte " + i)
          .isInstanceOf(MalformedDataException.class);
    }
  }
}
