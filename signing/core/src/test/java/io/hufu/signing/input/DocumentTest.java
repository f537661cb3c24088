package io.hufu.signing.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private List<Document> both() throws IOException {
    Path file = Files.write(folder.resolve("document"), BYTES);
    return List.of(Document.of(BYTES), Document.of(file));
  }

  @Test
  void spans_are_read_from_memory_and_from_a_file_alike() throws Exception {
    for (Document document : both()) {
      try (document) {
        assertThat(document.size()).isEqualTo(10);
        assertThat(document.read(3, 4)).asString().isEqualTo("3456");
        assertThat(document.read(10, 0)).isEmpty();
        assertThat(document.readAll()).isEqualTo(BYTES);
      }
    }
  }

  @Test
  void a_span_that_is_not_there_is_an_end_of_file() throws Exception {
    long[][] spans = {{0, 11}, {10, 1}, {11, 0}, {-1, 1}, {0, -1}, {Long.MAX_VALUE, 1}};
    for (Document document : both()) {
      try (document) {
        for (long[] span : spans) {
          assertThatThrownBy(() -> document.read(span[0], (int) span[1]))
              .isInstanceOf(EOFException.class);
        }
      }
    }
  }

  @Test
  void a_file_that_shrinks_while_it_is_read_is_an_end_of_file() throws Exception {
    Path file = Files.write(folder.resolve("shrinking"), BYTES);
    try (Document document = Document.of(file)) {
      Files.write(file, new byte[3], StandardOpenOption.TRUNCATE_EXISTING);
      assertThatThrownBy(document::readAll).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void a_closed_file_is_not_read() throws Exception {
    Document document = Document.of(Files.write(folder.resolve("closed"), BYTES));
    document.close();
    assertThatThrownBy(() -> document.read(0, 1)).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void a_folder_and_a_missing_file_are_refused_with_their_name() {
    assertThatThrownBy(() -> Document.of(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> Document.of(folder.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing");
  }
}
