package io.hufu.signing.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("journal");
    try (Journal journal = Journal.open(file)) {
      journal.append(List.of(record(1), record(2)));
      journal.append(List.of(record(3)));
    }
  }

  private static JsonObject record(int n) {
    return JsonObject.builder().put("n", n).build();
  }

  private List<JsonObject> read() throws IOException {
    try (Journal journal = Journal.open(file)) {
      return journal.takeRecords();
    }
  }

  @Test
  void records_are_read_back_in_order() throws Exception {
    assertThat(read()).containsExactly(record(1), record(2), record(3));
  }

  @Test
  void a_last_line_torn_at_any_byte_is_set_aside_and_the_rest_stands() throws Exception {
    byte[] all = Files.readAllBytes(file);
    int second = 1 + indexOf(all, '\n');
    for (int length = second; length < all.length; length++) {
      Files.write(file, Arrays.copyOf(all, length));
      assertThat(read()).as("cut at " + length).containsExactly(record(1), record(2));
      assertThat(Files.size(file)).isEqualTo(second);
    }
    try (Journal journal = Journal.open(file)) {
      journal.append(List.of(record(4)));
    }
    assertThat(read()).containsExactly(record(1), record(2), record(4));
  }

  @Test
  void a_last_line_whose_blocks_never_reached_the_disk_is_set_aside() throws Exception {
    byte[] all = Files.readAllBytes(file);
    int second = 1 + indexOf(all, '\n');
    Arrays.fill(all, second + 5, all.length - 1, (byte) 0);
    Files.write(file, all);
    assertThat(read()).containsExactly(record(1), record(2));
    assertThat(Files.size(folder.resolve("journal.torn"))).isEqualTo(all.length - second);
  }

  @Test
  void a_change_before_the_last_line_is_damage_and_nothing_is_cut_off() throws Exception {
    byte[] all = Files.readAllBytes(file);
    int second = 1 + indexOf(all, '\n');
    for (int i = 0; i < second - 1; i++) {
      byte[] damaged = all.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(this::read)
          .as("byte " + i)
          .isInstanceOfSatisfying(
              DamagedJournalException.class, e -> assertThat(e.line()).isEqualTo(1));
      assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }
  }

  @Test
  void a_line_cannot_be_dropped_from_the_middle() throws Exception {
    try (Journal journal = Journal.open(file)) {
      journal.append(List.of(record(4)));
    }
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\n" + lines.get(2) + "\n" + lines.get(2) + "\n");
    assertThatThrownBy(this::read).hasMessageContaining("line 2 is damaged");
  }

  private static int indexOf(byte[] bytes, char c) {
    int i = 0;
    while (bytes[i] != c) {
      i++;
    }
    return i;
  }
}
