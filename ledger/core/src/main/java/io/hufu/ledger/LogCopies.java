package io.hufu.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of the logs that a monitor follows, one directory each, in the form of a log.
 *
 * <p>Without a copy nobody could show what a log held once it serves something else. Used by one
 * thread at a time.
 */
final class LogCopies {
  /** Tiles that are made durable together. */
  private static final int BATCH = 128;

  private final FileLayer files;
  private final Path root;
  private final Map<String, LogDirectory> copies = new HashMap<>();
  private final Map<TilePath, byte[]> waiting = new LinkedHashMap<>();

  LogCopies(FileLayer files, Path root) {
    this.files = files;
    this.root = root;
  }

  /** Returns the copy of a log that holds at least so many checked entries. */
  Optional<LogSource> holding(String origin, long size) {
    LogSource copy = new DirectorySource(files, directory(origin));
    try {
      Head head = Head.read(copy);
      return head.size() >= size
          ? Optional.of(new LaterTiles(copy, head.size()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // there is none yet
    }
  }

  Path directory(String origin) {
    return root.resolve(WitnessState.name(origin));
  }

  /** Takes tiles in, which count for nothing before their checkpoint is published. */
  void add(String origin, Map<TilePath, byte[]> tiles) throws IOException {
    waiting.putAll(tiles);
    if (waiting.size() >= BATCH) {
      flush(origin);
    }
  }

  /** Forgets tiles that turned out to be of no signed tree. */
  void drop() {
    waiting.clear();
  }

  /** Makes all durable, then publishes the checkpoint. */
  void publish(Head head) throws IOException {
    String origin = head.checkpoint().origin();
    flush(origin);
    open(origin).storeCheckpoint(head);
  }

  /** Keeps a log's word that it ended, for when it is served no more. */
  void keepEnd(String origin, byte[] note) throws IOException {
    if (!Arrays.equals(note, end(origin).orElse(null))) {
      open(origin).publishEnd(note);
    }
  }

  /** Returns a log's word that it ended, as it was kept. */
  Optional<byte[]> end(String origin) throws IOException {
    try {
      return Optional.of(files.read(directory(origin).resolve(LogEnd.FILE), Head.MAX_LENGTH));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void flush(String origin) throws IOException {
    LogDirectory copy = open(origin);
    copy.store(waiting);
    waiting.clear();
  }

  private LogDirectory open(String origin) throws IOException {
    LogDirectory copy = copies.get(origin);
    if (copy == null) {
      if (copies.isEmpty()) {
        new DurableFiles(files, root).make();
      }
      Path directory = directory(origin);
      copy = new LogDirectory(files, directory, directory.resolve("private").resolve("head"));
      copy.prepare();
      copies.put(origin, copy);
    }
    return copy;
  }
}
