package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenFileTest {
  private static final MessageKey MESSAGE =
      new MessageKey("a".repeat(64), "b".repeat(32), "c".repeat(64));
  private static final MessageKey OTHER =
      new MessageKey("a".repeat(64), "d".repeat(32), "c".repeat(64));

  @TempDir private Path folder;

  private SeenFile open() throws IOException {
    return SeenFile.in(folder, Agencies.CLOCK);
  }

  private void rememberBoth() throws IOException {
    try (SeenFile seen = open()) {
      seen.remember(MESSAGE, Agencies.NOW.plusSeconds(60));
      seen.remember(OTHER, Agencies.NOW.plusSeconds(60));
    }
  }

  @Test
  void what_was_remembered_is_known_to_the_next_process() throws Exception {
    rememberBoth();
    try (SeenFile seen = open()) {
      assertThat(seen.look(MESSAGE)).isEqualTo(SeenMessages.Verdict.SAME);
      assertThat(seen.look(new MessageKey(MESSAGE.sender(), MESSAGE.id(), "e".repeat(64))))
          .isEqualTo(SeenMessages.Verdict.OTHER_CONTENT);
      assertThat(seen.look(new MessageKey("f".repeat(64), MESSAGE.id(), MESSAGE.content())))
          .isEqualTo(SeenMessages.Verdict.NEW);
    }
  }

  @Test
  void what_has_expired_is_dropped_from_the_file() throws Exception {
    rememberBoth();
    try (SeenFile seen = SeenFile.in(folder, Clock.offset(Agencies.CLOCK, Duration.ofHours(1)))) {
      assertThat(seen.look(MESSAGE)).isEqualTo(SeenMessages.Verdict.NEW);
    }
    assertThat(folder.resolve("seen")).isEmptyFile();
  }

  @Test
  void a_torn_last_line_is_cut_off_and_the_rest_kept() throws Exception {
    rememberBoth();
    Files.writeString(folder.resolve("seen"), "1795 aaaa", StandardOpenOption.APPEND);
    try (SeenFile seen = open()) {
      assertThat(seen.look(OTHER)).isEqualTo(SeenMessages.Verdict.SAME);
    }
    assertThat(folder.resolve("seen")).content().doesNotContain("1795 aaaa");
  }

  @Test
  void damage_elsewhere_is_an_error_and_forgets_nothing_silently() throws Exception {
    rememberBoth();
    Path file = folder.resolve("seen");
    Files.writeString(file, "x" + Files.readString(file));
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("damaged");
    Files.writeString(file, Files.readString(file).substring(1));
    open().close(); // the lock was given back
  }

  @Test
  void two_never_hold_one_account_and_a_refused_one_does_not_free_it() throws Exception {
    try (SeenFile first = open()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(this::open).isInstanceOf(DirectoryInUseException.class);
      }
      assertThat(first.look(MESSAGE)).isEqualTo(SeenMessages.Verdict.NEW);
    }
    open().close();
  }
}
