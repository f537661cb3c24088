package io.hufu.signing.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hufu.crypto.MalformedDataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Adler32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive has one meaning or is refused, and the refusal says why. */
class ZipArchiveTest {
  private static final byte[] A = "first file".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] B = "second file ".repeat(40).getBytes(StandardCharsets.US_ASCII);

  private static ZipArchive open(byte[] bytes, ZipTolerance... tolerances) throws Exception {
    Set<ZipTolerance> borne = EnumSet.noneOf(ZipTolerance.class);
    borne.addAll(Arrays.asList(tolerances));
    return ZipArchive.open(Document.of(bytes), Limits.DEFAULT, borne);
  }

  private static String refusal(byte[] bytes, ZipTolerance... tolerances) {
    ArchiveRefusedException refused =
        catchThrowableOfType(ArchiveRefusedException.class, () -> open(bytes, tolerances));
    return refused == null ? "opened" : refused.finding().code();
  }

  private static String refusal(String name, byte[] content, Consumer<ZipForge.Forged> change) {
    return refusal(new ZipForge().stored("a", A).add(name, content, true, change).bytes());
  }

  private static ZipForge good() {
    return new ZipForge().stored("a.txt", A).add("dir/b.txt", B, true, entry -> {});
  }

  @Test
  void a_plain_archive_opens_and_its_entries_are_read() throws Exception {
    ZipArchive zip = open(good().bytes());
    assertThat(zip.entries()).extracting(ArchiveEntry::name).containsExactly("a.txt", "dir/b.txt");
    assertThat(zip.read(zip.entry("a.txt").orElseThrow(), 100)).isEqualTo(A);
    assertThat(zip.read(zip.entry("dir/b.txt").orElseThrow(), 10_000)).isEqualTo(B);
    assertThat(zip.entry("A.TXT")).isEmpty();
    assertThat(zip.prefix()).isZero();
  }

  @Test
  void what_the_JDK_streams_opens_with_folders_and_descriptors() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("目录/"));
      zip.putNextEntry(new ZipEntry("目录/文件.xml"));
      zip.write(B);
      zip.closeEntry();
    }
    ZipArchive zip = open(out.toByteArray());
    assertThat(zip.entries()).extracting(ArchiveEntry::name).containsExactly("目录/文件.xml");
    assertThat(zip.read(zip.entry("目录/文件.xml").orElseThrow(), 10_000)).isEqualTo(B);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_descriptor_with_or_without_signature_is_understood(boolean signature) throws Exception {
    byte[] bytes =
        new ZipForge().add("a", B, true, entry -> entry.streamed(signature)).stored("b", A).bytes();
    ZipArchive zip = open(bytes);
    assertThat(zip.read(zip.entry("a").orElseThrow(), 10_000)).isEqualTo(B);
  }

  @Test
  void names_without_a_flag_are_UTF_8_or_else_GBK() throws Exception {
    byte[] gbk = "附件.xml".getBytes(Charset.forName("GBK"));
    byte[] bytes =
        new ZipForge()
            .stored("文.xml", A)
            .add(
                "x",
                A,
                false,
                entry -> {
                  entry.localName = gbk;
                  entry.centralName = gbk;
                })
            .bytes();
    assertThat(open(bytes).entries())
        .extracting(ArchiveEntry::name)
        .containsExactly("文.xml", "附件.xml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "a/../b",
        "/absolute",
        "a\\b",
        "C:evil",
        "a//b",
        "./a",
        "a/.",
        "nul",
        "b/CON.xml",
        "COM1",
        "lpt9.txt",
        "a\u0000b",
        "tab\tname",
        "trailing.",
        "trailing /x",
        "a\u202eb",
        "*",
        ""
      })
  void names_that_leave_the_folder_or_mean_something_else_are_refused(String name) {
    assertThat(refusal(name, B, entry -> {})).isEqualTo("ARCHIVE_NAME_UNSAFE");
  }

  @Test
  void two_entries_of_one_name_are_refused_in_any_spelling() {
    for (String other : new String[] {"a", "A", "ａ"}) {
      assertThat(refusal(other, B, entry -> {})).as(other).isEqualTo("ARCHIVE_ENTRY_DOUBLED");
    }
    assertThat(refusal("a/b", B, entry -> {})).isEqualTo("ARCHIVE_ENTRY_DOUBLED");
    byte[] folderAfterFile = new ZipForge().stored("a", A).stored("a/", new byte[0]).bytes();
    assertThat(refusal(folderAfterFile)).isEqualTo("ARCHIVE_ENTRY_DOUBLED");
  }

  @Test
  void directories_that_disagree_are_refused() {
    String differ = "ARCHIVE_DIRECTORIES_DIFFER";
    byte[] other = {'x'};
    assertThat(refusal("b", B, e -> e.localName = other)).isEqualTo(differ);
    assertThat(refusal("b", B, e -> e.localSize = 5)).isEqualTo(differ);
    assertThat(refusal("b", B, e -> e.localCompressed--)).isEqualTo(differ);
    assertThat(refusal("b", B, e -> e.localCrc ^= 1)).isEqualTo(differ);
    assertThat(refusal("b", B, e -> e.localMethod = 0)).isEqualTo(differ);
    assertThat(refusal("b", B, e -> e.localFlags = 1 << 11)).isEqualTo(differ);
    assertThat(refusal("b", B, e -> e.offset = 3)).isEqualTo(differ);
    assertThat(
            refusal(
                "b",
                B,
                e -> {
                  e.streamed(true);
                  e.descriptor[9] ^= 1;
                }))
        .isEqualTo(differ);
    byte[] stored = new ZipForge().add("a", A, false, e -> e.centralSize = e.localSize = 5).bytes();
    assertThat(refusal(stored)).isEqualTo(differ);
  }

  @Test
  void an_entry_read_at_two_places_overlaps() {
    byte[] bytes = new ZipForge().stored("a", A).add("b", A, false, e -> e.offset = 0).bytes();
    assertThat(refusal(bytes)).isEqualTo("ARCHIVE_DIRECTORIES_DIFFER");
    byte[] inner = new ZipForge().stored("b", A).bytes();
    byte[] nested =
        new ZipForge().stored("a", inner).add("b", A, false, e -> e.offset = 31).bytes();
    assertThat(refusal(nested)).isEqualTo("ARCHIVE_ENTRIES_OVERLAP");
  }

  @Test
  void bytes_that_belong_to_no_entry_are_refused() {
    String hidden = "ARCHIVE_DATA_HIDDEN";
    assertThat(refusal("b", B, e -> e.gap = new byte[] {1})).isEqualTo(hidden);
    assertThat(refusal(good().behind(new byte[] {0}).bytes())).isEqualTo(hidden);
    assertThat(refusal(good().before(A, false).bytes())).isEqualTo(hidden);
    assertThat(refusal(good().before(A, true).bytes())).isEqualTo(hidden);
    byte[] end = new ZipForge().bytes();
    assertThat(refusal(good().comment(end).bytes())).isNotEqualTo("ARCHIVE_DIRECTORIES_DIFFER");
    byte[] folder = new ZipForge().stored("d/", A).bytes();
    assertThat(refusal(folder)).isEqualTo(hidden);
  }

  @Test
  void bytes_before_the_archive_are_borne_by_choice_and_counted() throws Exception {
    for (boolean counted : new boolean[] {true, false}) {
      byte[] bytes = good().before(A, counted).bytes();
      ZipArchive zip = open(bytes, ZipTolerance.PREPENDED_DATA);
      assertThat(zip.prefix()).isEqualTo(A.length);
      assertThat(zip.read(zip.entry("a.txt").orElseThrow(), 100)).isEqualTo(A);
    }
  }

  @Test
  void links_encryption_zip64_and_unknown_methods_are_refused() {
    assertThat(refusal("b", A, e -> e.attributes = 0xA1FF0000L)).isEqualTo("ARCHIVE_ENTRY_LINK");
    assertThat(refusal("b/", new byte[0], e -> e.attributes = 0xA1FF0000L)).isNotEqualTo("opened");
    assertThat(refusal("b", A, e -> e.localFlags = e.centralFlags = 1))
        .isEqualTo("ARCHIVE_ENCRYPTED");
    assertThat(refusal("b", A, e -> e.localMethod = e.centralMethod = 12))
        .isEqualTo("ARCHIVE_METHOD_UNKNOWN");
    byte[] zip64 = {1, 0, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(refusal("b", A, e -> e.centralExtra = zip64)).isEqualTo("ARCHIVE_ZIP64");
    assertThat(refusal("b", A, e -> e.localExtra = zip64)).isEqualTo("ARCHIVE_ZIP64");
    assertThat(refusal("b", A, e -> e.centralSize = 0xffffffffL)).isEqualTo("ARCHIVE_ZIP64");
    byte[] path = {0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 'z'};
    assertThat(refusal("b", A, e -> e.centralExtra = path)).isEqualTo("ARCHIVE_DIRECTORIES_DIFFER");
  }

  @Test
  void a_locator_before_the_end_is_zip64() {
    byte[] bytes = good().bytes();
    byte[] locator = new byte[20];
    locator[0] = 0x50;
    locator[1] = 0x4b;
    locator[2] = 0x06;
    locator[3] = 0x07;
    byte[] with = Arrays.copyOf(bytes, bytes.length + 20);
    System.arraycopy(locator, 0, with, bytes.length - 22, 20);
    System.arraycopy(bytes, bytes.length - 22, with, bytes.length - 2, 22);
    assertThat(refusal(with)).isEqualTo("ARCHIVE_ZIP64");
  }

  @Test
  void limits_hold_before_anything_is_expanded() {
    byte[] zeros = new byte[3 << 20];
    assertThat(refusal("bomb", zeros, e -> {})).isEqualTo("LIMIT_EXCEEDED");
    ZipForge many = new ZipForge();
    for (int i = 0; i <= 10_000; i++) {
      many.stored("f" + i, new byte[0]);
    }
    assertThat(refusal(many.bytes())).isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void damaged_data_is_noticed_while_it_is_read() throws Exception {
    byte[] shorter =
        new ZipForge().add("a", B, true, e -> e.localSize = e.centralSize = B.length - 1L).bytes();
    byte[] longer =
        new ZipForge().add("a", B, true, e -> e.localSize = e.centralSize = B.length + 1L).bytes();
    byte[] crc = new ZipForge().add("a", A, false, e -> e.localCrc = e.centralCrc = 7).bytes();
    byte[] broken = new ZipForge().add("a", B, true, e -> e.data[0] ^= 0x7f).bytes();
    byte[] rest =
        new ZipForge()
            .add(
                "a",
                B,
                true,
                e -> {
                  e.data = Arrays.copyOf(e.data, e.data.length + 1);
                  e.localCompressed = e.centralCompressed = e.data.length;
                })
            .bytes();
    for (byte[] bytes : new byte[][] {shorter, longer, crc, broken, rest}) {
      ZipArchive zip = open(bytes);
      ArchiveEntry entry = zip.entry("a").orElseThrow();
      assertThatThrownBy(() -> zip.read(entry, 1 << 20))
          .isInstanceOfSatisfying(
              ArchiveRefusedException.class,
              e -> assertThat(e.finding().code()).isEqualTo("ARCHIVE_ENTRY_CORRUPT"));
    }
  }

  private static byte[] withTrailer(int change, int more) {
    Adler32 adler = new Adler32();
    adler.update(B);
    byte[] trailer = ByteBuffer.allocate(4 + more).putInt((int) adler.getValue() ^ change).array();
    return new ZipForge()
        .add(
            "a",
            B,
            true,
            e -> {
              int length = e.data.length;
              e.data = Arrays.copyOf(e.data, length + trailer.length);
              System.arraycopy(trailer, 0, e.data, length, trailer.length);
              e.localCompressed = e.centralCompressed = e.data.length;
            })
        .bytes();
  }

  @Test
  void the_checksum_of_zlib_behind_deflated_data_is_borne_by_choice() throws Exception {
    ZipArchive zip = open(withTrailer(0, 0), ZipTolerance.ZLIB_TRAILER);
    assertThat(zip.read(zip.entry("a").orElseThrow(), 1 << 20)).isEqualTo(B);
    byte[][] refused = {withTrailer(0, 0), withTrailer(1, 0), withTrailer(0, 1)};
    for (int i = 0; i < refused.length; i++) {
      ZipArchive other = i == 0 ? open(refused[i]) : open(refused[i], ZipTolerance.ZLIB_TRAILER);
      assertThatThrownBy(() -> other.read(other.entry("a").orElseThrow(), 1 << 20))
          .isInstanceOfSatisfying(
              ArchiveRefusedException.class,
              e -> assertThat(e.finding().code()).isEqualTo("ARCHIVE_ENTRY_CORRUPT"));
    }
  }

  @Test
  void an_entry_longer_than_asked_is_not_read() throws Exception {
    ZipArchive zip = open(good().bytes());
    assertThatThrownBy(() -> zip.read(zip.entry("dir/b.txt").orElseThrow(), 100))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void random_changes_throw_nothing_else() throws Exception {
    long seed = 20261125;
    Random random = new Random(seed);
    byte[] good = good().bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(8) == 0 ? random.nextInt(bad.length) : bad.length;
      try {
        ZipArchive zip = open(Arrays.copyOf(bad, length));
        for (ArchiveEntry entry : zip.entries()) {
          zip.read(entry, 1 << 20);
        }
      } catch (MalformedDataException | IOException expected) {
        assertThat(expected.getMessage()).as("seed %d", seed).isNotEmpty();
        assertThat(expected).as("seed %d", seed).isInstanceOf(MalformedDataException.class);
      }
    }
  }
}
