package io.hufu.ledger;

import static io.hufu.ledger.CrashDrill.DIRECTORY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.ledger.Disk.Loss;
import io.hufu.ledger.FsckFinding.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The check sees every change, names it, and never fails itself. */
class FsckTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private static RecordingFiles log(TestLog log, int... groups) throws Exception {
    return new CrashDrill(log, new RecordingFiles()).run(groups).files();
  }

  private static List<FsckFinding> check(TestLog log, RecordingFiles files) {
    return LogReader.fsck(DIRECTORY, List.of(log.noteKey()), files);
  }

  private static List<Code> codes(List<FsckFinding> findings) {
    return findings.stream().map(FsckFinding::code).distinct().toList();
  }

  @Test
  void a_sound_log_has_no_findings() throws Exception {
    assertThat(check(TestLog.SM, log(TestLog.SM))).isEmpty();
    assertThat(check(TestLog.SM, log(TestLog.SM, 3, 0, 2))).isEmpty();
    assertThat(check(TestLog.INTL, log(TestLog.INTL, 255, 1, 1, 300))).isEmpty();
  }

  @Test
  void without_a_key_the_signature_is_said_to_be_unchecked() throws Exception {
    List<FsckFinding> findings = LogReader.fsck(DIRECTORY, List.of(), log(TestLog.SM, 3));
    assertThat(codes(findings)).containsExactly(Code.SIGNATURE_UNCHECKED);
    assertThat(findings.get(0).error()).isFalse();
    assertThat(findings.get(0).line()).startsWith("notice SIGNATURE_UNCHECKED checkpoint: ");
  }

  @Test
  void another_key_is_not_the_logs() throws Exception {
    TestLog other = TestLog.of(TestLog.SM.origin(), TestLog.SM.key().algorithm());
    assertThat(codes(check(other, log(TestLog.SM, 3))))
        .containsExactly(Code.SIGNATURE_WRONG, Code.SIGNER_UNKNOWN);
  }

  @Test
  void every_flipped_byte_of_a_small_log_is_an_error() throws Exception {
    for (TestLog log : List.of(TestLog.SM, TestLog.INTL)) {
      RecordingFiles files = log(log, 1, 1, 2);
      for (String path : published(files)) {
        int length = files.read(DIRECTORY.resolve(path), 1 << 20).length;
        for (int at = 0; at < length; at++) {
          assertFlipIsError(log, files, path, at, 1 << random.nextInt(8));
        }
      }
    }
  }

  @Test
  void flipped_bytes_of_a_larger_log_are_errors() throws Exception {
    flips(TestLog.INTL, 61);
  }

  @Test
  @Tag("soak")
  void every_flipped_byte_of_a_larger_log_is_an_error() throws Exception {
    flips(TestLog.SM, 1);
    flips(TestLog.INTL, 1);
  }

  @Test
  @Tag("soak")
  void every_flipped_bit_of_a_small_log_is_an_error() throws Exception {
    for (TestLog log : List.of(TestLog.SM, TestLog.INTL)) {
      RecordingFiles files = log(log, 1, 1, 2);
      for (String path : published(files)) {
        int length = files.read(DIRECTORY.resolve(path), 1 << 20).length;
        for (int bit = 0; bit < 8 * length; bit++) {
          assertFlipIsError(log, files, path, bit / 8, 1 << bit % 8);
        }
      }
    }
  }

  private void flips(TestLog log, int stride) throws Exception {
    System.out.println("byte flips, seed " + seed);
    RecordingFiles files = log(log, 250, 3, 10, 1);
    for (String path : published(files)) {
      int length = files.read(DIRECTORY.resolve(path), 1 << 20).length;
      for (int at = random.nextInt(stride); at < length; at += stride) {
        assertFlipIsError(log, files, path, at, 1 << random.nextInt(8));
      }
    }
  }

  private static void assertFlipIsError(
      TestLog log, RecordingFiles files, String path, int at, int mask) {
    files.corrupt(DIRECTORY.resolve(path), at, mask);
    assertThat(check(log, files))
        .as("%s, byte %s, mask %s", path, at, mask)
        .anyMatch(FsckFinding::error);
    files.corrupt(DIRECTORY.resolve(path), at, mask);
  }

  private static List<String> published(RecordingFiles files) throws Exception {
    return files.paths(DIRECTORY).stream().filter(path -> !path.startsWith("private/")).toList();
  }

  @Test
  void every_missing_file_is_an_error_unless_it_is_an_older_partial_one() throws Exception {
    RecordingFiles files = log(TestLog.INTL, 250, 3, 10, 1);
    for (String path : published(files)) {
      RecordingFiles copy = files.crash(files.steps(), Loss.NOTHING, random);
      copy.delete(DIRECTORY.resolve(path));
      boolean needed =
          TilePath.parse(path)
              .map(tile -> tile.equals(TilePath.in(264, tile.level(), tile.index())))
              .orElse(true);
      assertThat(check(TestLog.INTL, copy).stream().anyMatch(FsckFinding::error))
          .as(path)
          .isEqualTo(needed);
    }
  }

  @Test
  void garbage_in_any_file_is_an_error_and_never_an_exception() throws Exception {
    System.out.println("garbage, seed " + seed);
    RecordingFiles files = log(TestLog.INTL, 250, 3, 10, 1);
    for (String path : published(files)) {
      for (int length : new int[] {0, 1, 32, 36, 8192, 9216, 100_000}) {
        RecordingFiles copy = files.crash(files.steps(), Loss.NOTHING, random);
        byte[] garbage = new byte[length];
        random.nextBytes(garbage);
        copy.write(DIRECTORY.resolve(path), garbage);
        assertThat(check(TestLog.INTL, copy))
            .as("%s, %s bytes", path, length)
            .anyMatch(FsckFinding::error);
      }
    }
  }

  @Test
  void an_unknown_version_and_an_unknown_kind_are_named() throws Exception {
    byte[] version = new byte[34];
    version[0] = 2;
    version[1] = 1;
    byte[] kind = new byte[34];
    kind[0] = 1;
    kind[1] = 8;
    RecordingFiles files = HandMadeLog.of(TestLog.SM, DIRECTORY, List.of(version, kind));
    assertThat(codes(check(TestLog.SM, files)))
        .containsExactly(Code.ENTRY_VERSION_UNKNOWN, Code.ENTRY_KIND_UNKNOWN);
  }

  @Test
  void a_log_of_another_application_is_named_and_its_tree_is_checked_all_the_same()
      throws Exception {
    List<byte[]> entries =
        IntStream.range(0, 600)
            .mapToObj(i -> ("application " + "x".repeat(i % 40) + i).getBytes(US_ASCII))
            .toList();
    RecordingFiles files = HandMadeLog.foreign(TestLog.INTL, DIRECTORY, entries);
    List<FsckFinding> findings = check(TestLog.INTL, files);
    assertThat(codes(findings)).containsOnly(Code.ENTRY_FOREIGN);
    assertThat(findings)
        .extracting(FsckFinding::path)
        .containsExactly("tile/entries/000", "tile/entries/001", "tile/entries/002.p/88");
    for (String path : List.of("tile/0/001", "tile/1/000.p/2", "tile/entries/001")) {
      byte[] good = files.read(DIRECTORY.resolve(path), 1 << 20);
      byte[] bad = good.clone();
      bad[10] ^= 1;
      files.write(DIRECTORY.resolve(path), bad);
      assertThat(codes(check(TestLog.INTL, files))).as(path).contains(Code.TILE_WRONG);
      files.write(DIRECTORY.resolve(path), Arrays.copyOf(good, good.length - 1));
      assertThat(codes(check(TestLog.INTL, files)))
          .as(path)
          .containsAnyOf(Code.BUNDLE_WRONG, Code.TILE_MISSING);
      files.write(DIRECTORY.resolve(path), good);
    }
  }

  @Test
  void a_repeated_entry_is_named() throws Exception {
    List<byte[]> entries =
        new ArrayList<>(
            Entries.range(TestLog.SM.hash(), 0, 300).stream().map(e -> e.encoded()).toList());
    entries.set(280, entries.get(5));
    entries.set(290, entries.get(270));
    RecordingFiles files = HandMadeLog.of(TestLog.SM, DIRECTORY, entries);
    assertThat(check(TestLog.SM, files))
        .extracting(FsckFinding::line)
        .containsExactly(
            "error ENTRY_REPEATED tile/entries/001.p/44: entry 24 stands at 5 too",
            "error ENTRY_REPEATED tile/entries/001.p/44: entry 34 stands at 270 too");
  }

  @Test
  void a_checkpoint_that_claims_more_than_there_is_ends_soon() throws Exception {
    RecordingFiles files = log(TestLog.INTL, 300);
    LogDirectory directory = new LogDirectory(files, DIRECTORY, CrashDrill.HEAD);
    HandMadeLog.sign(TestLog.INTL, directory, Long.MAX_VALUE, new byte[32]);
    assertThat(codes(check(TestLog.INTL, files))).contains(Code.ROOT_UNKNOWN);
  }

  @Test
  void a_contradicting_root_is_named() throws Exception {
    RecordingFiles files = log(TestLog.INTL, 3);
    LogDirectory directory = new LogDirectory(files, DIRECTORY, CrashDrill.HEAD);
    HandMadeLog.sign(TestLog.INTL, directory, 3, new byte[32]);
    assertThat(codes(check(TestLog.INTL, files))).containsExactly(Code.ROOT_WRONG);
  }

  @Test
  void strangers_and_leftovers_are_notices() throws Exception {
    RecordingFiles files = log(TestLog.INTL, 3);
    files.write(DIRECTORY.resolve("index.html"), new byte[1]);
    files.write(DIRECTORY.resolve("tile/0/000.p/9"), new byte[288]);
    List<FsckFinding> findings = check(TestLog.INTL, files);
    assertThat(codes(findings)).containsExactly(Code.STRAY_FILE, Code.BEYOND_CHECKPOINT);
    assertThat(findings).noneMatch(FsckFinding::error);
  }

  @Test
  void a_log_that_is_not_there_is_an_error() {
    assertThat(codes(LogReader.fsck(Path.of("/nowhere/at/all"), List.of())))
        .containsExactly(Code.CHECKPOINT_UNREADABLE);
  }

  @Test
  void a_checkpoint_that_is_no_note_is_an_error() throws Exception {
    RecordingFiles files = log(TestLog.INTL, 3);
    files.write(DIRECTORY.resolve("checkpoint"), "hello\n".getBytes(StandardCharsets.UTF_8));
    assertThat(codes(check(TestLog.INTL, files))).contains(Code.CHECKPOINT_MALFORMED);
  }

  @Test
  void the_list_of_findings_ends() {
    FsckReport report = new FsckReport();
    Collections.nCopies(5000, "x").forEach(path -> report.add(Code.STRAY_FILE, path, "y"));
    assertThat(report.findings())
        .hasSize(1001)
        .last()
        .extracting(FsckFinding::code)
        .isEqualTo(Code.MORE);
  }
}
