package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where every request stands: one small file each, replaced as a whole. */
final class RequestBook {
  private static final String SUFFIX = ".json";

  private final Path directory;

  RequestBook(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    DurableFile.sweep(directory);
  }

  Optional<RequestRecord> find(String requester, String id) throws IOException {
    Path file = directory.resolve(requester + "-" + id + SUFFIX);
    return Files.exists(file) ? Optional.of(record(file)) : Optional.empty();
  }

  private static RequestRecord record(Path file) throws IOException {
    try {
      return RequestRecord.parse(Files.readAllBytes(file));
    } catch (MalformedDataException e) {
      throw new IOException(file + " is damaged; restore it from a copy", e);
    }
  }

  void write(RequestRecord record) throws IOException {
    DurableFile.write(directory.resolve(record.key() + SUFFIX), record.encoded());
  }

  List<RequestRecord> all() throws IOException {
    return read(directory);
  }

  /** Reads a book that another process may be writing: each file is there as a whole. */
  static List<RequestRecord> read(Path directory) throws IOException {
    List<RequestRecord> records = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
      for (Path file : files) {
        records.add(record(file));
      }
    }
    return records;
  }

  /** Deletes what has ended and whose deadline was before a time; returns how many. */
  int purge(Instant before) throws IOException {
    int gone = 0;
    for (RequestRecord record : all()) {
      if (record.state().ended() && record.deadline().isBefore(before)) {
        Files.deleteIfExists(directory.resolve(record.key() + SUFFIX));
        gone++;
      }
    }
    return gone;
  }
}
