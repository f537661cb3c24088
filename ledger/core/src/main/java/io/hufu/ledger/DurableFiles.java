package io.hufu.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Small files in one directory, each replaced as a whole; durable when a call returns.
 *
 * <p>Content goes to a file of another name, is synced, takes its name by an atomic rename, and the
 * directory is synced. Used by one thread at a time.
 */
public final class DurableFiles {
  private static final String TEMPORARY = ".tmp";

  private final FileLayer files;
  private final Path directory;
  private final Set<String> made = new HashSet<>();

  DurableFiles(FileLayer files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  /** Keeps files in a directory of the disk; it is made when the first file is written. */
  public static DurableFiles in(Path directory) {
    return new DurableFiles(DiskFiles.INSTANCE, directory);
  }

  Path directory() {
    return directory;
  }

  /**
   * Reads a file; a missing one is a {@link java.nio.file.NoSuchFileException}.
   *
   * @param limit length in bytes above which the file is refused
   */
  public byte[] read(String name, int limit) throws IOException {
    return files.read(directory.resolve(name), limit);
  }

  /** Lists the names, leaving out what a crash left half done. */
  java.util.List<String> names() throws IOException {
    return files.list(directory).stream().filter(name -> !name.endsWith(TEMPORARY)).toList();
  }

  /** Replaces a file, or makes it. */
  public void write(String name, byte[] content) throws IOException {
    make();
    Path temporary = directory.resolve(name + TEMPORARY);
    files.write(temporary, content);
    files.replace(temporary, directory.resolve(name));
    files.syncDirectory(directory);
  }

  /** Removes a file; no error when it does not exist. */
  public void delete(String name) throws IOException {
    files.delete(directory.resolve(name));
    if (files.isDirectory(directory)) {
      files.syncDirectory(directory);
    }
  }

  /** Makes the directory, whose parent must be there; durable when this returns. */
  void make() throws IOException {
    if (made.add("")) {
      boolean done = false;
      try {
        files.createDirectory(directory, FileLayer.Mode.SHARED);
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
          files.syncDirectory(parent);
        }
        done = true;
      } finally {
        if (!done) {
          made.clear();
        }
      }
    }
  }
}
