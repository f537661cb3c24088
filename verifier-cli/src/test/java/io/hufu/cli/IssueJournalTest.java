package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was issued stays known when the disk has changed the journal: nothing is issued twice. */
class IssueJournalTest {
  private static final int ROWS = 3;

  @TempDir Path work;
  private Pilot pilot;
  private Path state;

  @BeforeEach
  void issue() throws Exception {
    pilot = Pilot.in(work);
    pilot.data("rows.ndjson", ROWS);
    assertThat(pilot.run(pilot.issue("rows.ndjson", "out")).exit()).isZero();
    state = work.resolve("out/.hufu-issue");
    // Delivered to their holders: only the journal knows of them now.
    for (Path file : pilot.files("out")) {
      Files.delete(file);
    }
  }

  private CliScript.Result again() {
    return pilot.run(pilot.issue("rows.ndjson", "out"));
  }

  private void requireRefused(String said) throws Exception {
    CliScript.Result result = again();
    assertThat(result.exit()).as(result.toString()).isEqualTo(ExitCode.INPUT);
    assertThat(result.err()).contains(said);
    assertThat(pilot.files("out")).isEmpty();
  }

  @Test
  void rows_whose_files_were_taken_away_are_not_issued_again() throws Exception {
    CliScript.Result result = again();
    assertThat(result.exit()).as(result.toString()).isEqualTo(1);
    assertThat(pilot.files("out")).isEmpty();
  }

  @Test
  void a_changed_byte_before_the_last_line_stops_the_run() throws Exception {
    Path journal = state.resolve("journal");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[100] ^= 1;
    Files.write(journal, bytes);
    requireRefused("journal is damaged at line 1");
    assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
  }

  @Test
  void a_salt_that_is_gone_stops_the_run() throws Exception {
    Files.delete(state.resolve("salt"));
    requireRefused("salt is damaged");
  }

  @Test
  void sealed_bytes_that_changed_before_they_were_written_out_stop_the_run() throws Exception {
    Path journal = state.resolve("journal");
    List<String> lines = Files.readAllLines(journal);
    // As if the run had been killed after sealing, and the disk had lost the sealed bytes.
    Files.writeString(journal, lines.get(0) + "\n");
    requireRefused("sealed is damaged");
  }

  @Test
  void a_last_line_that_changed_is_set_aside_and_its_row_is_not_issued_again() throws Exception {
    Path journal = state.resolve("journal");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length - 3] ^= 1;
    Files.write(journal, bytes);
    requireRefused("sealed is damaged");
    assertThat(state.resolve("journal.torn")).isNotEmptyFile();
  }
}
