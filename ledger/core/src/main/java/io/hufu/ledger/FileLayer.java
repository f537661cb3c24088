package io.hufu.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The few file operations a log needs, each with a stated durability. Thread-safe.
 *
 * <p>A seam, so that tests can lose unsynced writes at every point where a machine may stop.
 */
interface FileLayer {
  /**
   * Reads a whole file; a missing one is a {@link java.nio.file.NoSuchFileException}.
   *
   * @param limit length in bytes above which the file is refused with a plain IOException
   */
  byte[] read(Path file, int limit) throws IOException;

  /** Lists the names in a directory, sorted; empty when it does not exist. */
  List<String> list(Path directory) throws IOException;

  /** Tells whether a path is a directory. */
  boolean isDirectory(Path path);

  /**
   * Creates one directory unless it exists; durable once its parent was synced.
   *
   * @param mode whether others than the owner may look inside
   */
  void createDirectory(Path directory, Mode mode) throws IOException;

  /** Who may look into a new directory. */
  enum Mode {
    SHARED,
    PRIVATE
  }

  /**
   * Writes a new file with this content and syncs the content; the name is durable once the
   * directory was synced. An existing file of the name is deleted first and never written to: after
   * a power cut a temporary name may still lead to the file that was renamed to its place.
   */
  void write(Path file, byte[] content) throws IOException;

  /** Cuts a file at an offset, writes there and syncs the content; creates the file if need be. */
  void writeAt(Path file, long offset, byte[] content) throws IOException;

  /** Renames atomically, replacing a target; durable once the target's directory was synced. */
  void replace(Path from, Path to) throws IOException;

  /** Deletes a file or an empty directory; no error when it does not exist. */
  void delete(Path path) throws IOException;

  /** Makes the names in a directory durable. */
  void syncDirectory(Path directory) throws IOException;

  /** Takes the lock that a file stands for, or throws a {@link LedgerException}. */
  Closeable lock(Path file) throws IOException;
}
