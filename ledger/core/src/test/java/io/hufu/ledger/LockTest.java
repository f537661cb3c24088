package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.ledger.LedgerException.Reason;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer per log, in this process and in all others; readers are always let in. */
class LockTest {
  private static final long SEED = 42;

  @TempDir Path folder;

  private final TestLog log = AnchoringChild.log(SEED);

  private void assertLocked() {
    assertThatThrownBy(() -> AnchoringChild.in(folder, log).open())
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
  }

  @Test
  void a_second_writer_in_this_process_is_refused_until_the_first_closes() throws Exception {
    try (EmbeddedLedger first = AnchoringChild.in(folder, log).create(log.origin())) {
      assertLocked();
      assertLocked();
      first.anchor(Entries.range(log.hash(), 0, 2));
    }
    AnchoringChild.in(folder, log).open().close();
  }

  @Test
  void a_link_to_the_directory_leads_to_the_same_lock() throws Exception {
    try (EmbeddedLedger first = AnchoringChild.in(folder, log).create(log.origin())) {
      assertThat(first.size()).isZero();
      Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("log"));
      Path head = folder.resolve("otherhead");
      Files.copy(folder.resolve("head"), head);
      assertThatThrownBy(() -> EmbeddedLedger.in(link, log.key()).headFile(head).open())
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
    }
  }

  @Test
  void a_reader_is_let_in_beside_the_writer_and_leaves_its_lock_alone() throws Exception {
    try (EmbeddedLedger writer = AnchoringChild.in(folder, log).create(log.origin())) {
      writer.anchor(Entries.range(log.hash(), 0, 2));
      assertThat(LogReader.open(folder.resolve("log")).size()).isEqualTo(2);
      assertThat(LogReader.fsck(folder.resolve("log"), List.of(log.noteKey()))).isEmpty();
      assertThat(childSays()).isEqualTo("refused LOCKED");
    }
    assertThat(childSays()).isEqualTo("open 2");
  }

  @Test
  void a_writer_of_another_process_is_respected_and_its_death_frees_the_lock() throws Exception {
    AnchoringChild.in(folder, log).create(log.origin()).close();
    Process child = AnchoringChild.start("hold", folder, SEED, 0);
    try (BufferedReader said = output(child)) {
      assertThat(said.readLine()).isEqualTo("open 0");
      assertLocked();
    } finally {
      child.destroyForcibly().waitFor();
    }
    AnchoringChild.in(folder, log).open().close();
  }

  private String childSays() throws Exception {
    Process child = AnchoringChild.start("hold", folder, SEED, 0);
    child.getOutputStream().close();
    try (BufferedReader said = output(child)) {
      String line = said.readLine();
      child.waitFor();
      return line;
    }
  }

  private static BufferedReader output(Process child) {
    return new BufferedReader(
        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
  }
}
