package io.hufu.ledger;

import static io.hufu.ledger.CrashDrill.DIRECTORY;
import static io.hufu.ledger.CrashDrill.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading needs neither key nor lock, and serves nothing but what is published. */
class LogReaderTest {
  private final TestLog log = TestLog.INTL;
  private final RecordingFiles files = new RecordingFiles();

  private EmbeddedLedger create() throws Exception {
    return EmbeddedLedger.in(DIRECTORY, log.key()).headFile(HEAD).files(files).create(log.origin());
  }

  @Test
  void a_reader_proves_what_the_writer_has_anchored_while_it_goes_on() throws Exception {
    try (EmbeddedLedger writer = create()) {
      LogReader reader = LogReader.open(DIRECTORY, files);
      LogEntry early = Entries.entry(log.hash(), 3);
      assertThat(reader.find(early)).isEmpty();
      writer.anchor(Entries.range(log.hash(), 0, 200));
      LogEntry late = Entries.entry(log.hash(), 500);
      for (int from = 200; from < 600; from += 100) {
        writer.anchor(Entries.range(log.hash(), from, from + 100));
        assertAnchored(early, reader.find(early).orElseThrow());
      }
      assertAnchored(late, reader.find(late).orElseThrow());
      assertAnchored(late, reader.prove(500));
      assertThat(reader.entry(500)).isEqualTo(late.encoded());
      assertThat(reader.size()).isEqualTo(600);
      assertThat(reader.checkpoint()).isEqualTo(writer.checkpoint());
      assertThat(reader.consistency(200, 600))
          .usingElementComparator(Arrays::compare)
          .containsExactlyElementsOf(writer.consistency(200, 600));
      assertThat(reader.origin()).isEqualTo(log.origin());
      assertThat(reader.hash()).isEqualTo(log.hash());
      assertThatThrownBy(() -> reader.entry(600)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void assertAnchored(LogEntry entry, AnchorReceipt receipt) {
    assertThat(receipt.judge(entry, log.trust()).outcome())
        .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
  }

  @Test
  void a_rotten_file_gives_an_error_and_never_a_wrong_receipt() throws Exception {
    int size = 256 * 256 + 300;
    try (EmbeddedLedger writer = create()) {
      writer.anchor(Entries.range(log.hash(), 0, size));
    }
    for (String path :
        List.of(
            "tile/0/000",
            "tile/0/255",
            "tile/0/256",
            "tile/0/257.p/44",
            "tile/1/000",
            "tile/1/001.p/1",
            "tile/2/000.p/1",
            "tile/entries/000",
            "tile/entries/257.p/44")) {
      files.corrupt(DIRECTORY.resolve(path), 9, 4);
      for (int number : new int[] {0, 255, 65_535, 65_536, size - 1}) {
        LogEntry entry = Entries.entry(log.hash(), number);
        LogReader reader = LogReader.open(DIRECTORY, files);
        try {
          assertAnchored(entry, reader.prove(number));
        } catch (LedgerException e) {
          assertThat(e.reason()).isEqualTo(LedgerException.Reason.DAMAGED);
        }
      }
      files.corrupt(DIRECTORY.resolve(path), 9, 4);
    }
    files.corrupt(DIRECTORY.resolve("tile/0/000"), 9, 4);
    assertThatThrownBy(() -> LogReader.open(DIRECTORY, files).prove(100))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("tile/0/000");
  }

  @Test
  void entries_that_changed_places_are_noticed() throws Exception {
    try (EmbeddedLedger writer = create()) {
      writer.anchor(Entries.range(log.hash(), 0, 300));
    }
    Path bundle = DIRECTORY.resolve("tile/entries/000");
    byte[] content = files.read(bundle, 1 << 20);
    byte[] swapped = content.clone();
    System.arraycopy(content, 0, swapped, 36, 36);
    System.arraycopy(content, 36, swapped, 0, 36);
    files.write(bundle, swapped);
    LogReader reader = LogReader.open(DIRECTORY, files);
    assertThatThrownBy(() -> reader.find(Entries.entry(log.hash(), 0)))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("leaf hash");
    assertAnchored(
        Entries.entry(log.hash(), 2), reader.find(Entries.entry(log.hash(), 2)).orElseThrow());
  }

  @Test
  void an_older_partial_tile_that_is_gone_is_read_from_the_full_one() throws Exception {
    try (EmbeddedLedger writer = create()) {
      writer.anchor(Entries.range(log.hash(), 0, 200));
      TilePath partial = new TilePath(0, 0, 200);
      byte[] before = files.read(DIRECTORY.resolve(partial.path()), 1 << 20);
      writer.anchor(Entries.range(log.hash(), 200, 300));
      TileStore store = new TileStore(new DirectorySource(files, DIRECTORY), log.hash());
      assertThatThrownBy(() -> store.readExactly(partial)).isInstanceOf(NoSuchFileException.class);
      assertThat(store.read(partial)).isEqualTo(before);
    }
  }

  @Test
  void only_published_resources_are_served() throws Exception {
    try (EmbeddedLedger writer = create()) {
      writer.anchorFile(log.hash().digest());
      writer.anchor(Entries.range(log.hash(), 0, 300));
      files.write(DIRECTORY.resolve("tile/0/001.p/200"), new byte[6400]);
      LogReader reader = LogReader.open(DIRECTORY, files);
      assertThat(reader.resource("checkpoint"))
          .contains(writer.checkpoint().getBytes(StandardCharsets.UTF_8));
      assertThat(reader.resource("tile/0/000").orElseThrow()).hasSize(8192);
      assertThat(reader.resource("tile/0/001.p/45").orElseThrow()).hasSize(45 * 32);
      assertThat(reader.resource("tile/entries/001.p/45").orElseThrow()).hasSize(45 * 36);
      assertThat(reader.resource("tile/1/000.p/1").orElseThrow()).hasSize(32);
      for (String path :
          new String[] {
            "tile/0/001.p/200",
            "tile/0/001.p/44",
            "tile/0/002",
            "private/salts",
            "tile/../private/salts",
            "",
            "tile",
            "/checkpoint"
          }) {
        assertThat(reader.resource(path)).as(path).isEmpty();
      }
    }
  }
}
