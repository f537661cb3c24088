package io.hufu.ledger;

import io.hufu.crypto.MalformedDataException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one log and the head file beside its key, written so that a crash loses nothing.
 *
 * <p>Nothing is changed in place: content goes to a file of another name, is synced, takes its name
 * by an atomic rename, and the directory is synced. Used by one thread at a time.
 */
final class LogDirectory {
  static final String CHECKPOINT = "checkpoint";
  static final String PRIVATE = "private";
  static final String STAGING = "staging";
  static final String SALTS = "salts";
  static final String LOCK = "lock";

  private final FileLayer files;
  private final Path root;
  private final Path headFile;

  /** Directories whose own name is known to be durable. Partial ones leave when superseded. */
  private final Set<Path> durable = new HashSet<>();

  private final DiskWork work = new DiskWork();
  private long staged;

  LogDirectory(FileLayer files, Path root, Path headFile) {
    this.files = files;
    this.root = root;
    this.headFile = headFile;
  }

  FileLayer files() {
    return files;
  }

  LogSource source() {
    return new DirectorySource(files, root);
  }

  Path root() {
    return root;
  }

  Path headFile() {
    return headFile;
  }

  Path salts() {
    return root.resolve(PRIVATE).resolve(SALTS);
  }

  private Path staging() {
    return root.resolve(PRIVATE).resolve(STAGING);
  }

  /** Makes the directories that every log has. */
  void prepare() throws IOException {
    ensure(root, FileLayer.Mode.SHARED);
    ensure(root.resolve(PRIVATE), FileLayer.Mode.PRIVATE);
    ensure(staging(), FileLayer.Mode.PRIVATE);
  }

  /** Locks the log, and the head, which a copy of the directory would share. */
  Closeable lock() throws IOException {
    Closeable head = files.lock(headFile.resolveSibling(headFile.getFileName() + ".lock"));
    try {
      Closeable log = files.lock(root.resolve(PRIVATE).resolve(LOCK));
      return () -> {
        try {
          log.close();
        } finally {
          head.close();
        }
      };
    } catch (IOException e) {
      head.close();
      throw e;
    }
  }

  Optional<Head> readCheckpoint() throws IOException {
    return readHead(root.resolve(CHECKPOINT));
  }

  Optional<Head> readHead() throws IOException {
    return readHead(headFile);
  }

  /** Reads a head that was written and perhaps not renamed; signed nevertheless. */
  Optional<Head> readUnfinishedHead() throws IOException {
    try {
      return Optional.of(Head.parse(files.read(unfinishedHead(), Head.MAX_LENGTH)));
    } catch (NoSuchFileException | MalformedDataException e) {
      return Optional.empty();
    }
  }

  private Path unfinishedHead() {
    return headFile.resolveSibling(headFile.getFileName() + ".tmp");
  }

  private Optional<Head> readHead(Path file) throws IOException {
    try {
      return Optional.of(Head.parse(files.read(file, Head.MAX_LENGTH)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (MalformedDataException e) {
      throw new LedgerException(
          LedgerException.Reason.DAMAGED,
          file,
          "not a signed checkpoint (" + e.getMessage() + "); restore the file",
          e);
    }
  }

  /** Writes tiles and bundles; when this returns they and their directories are durable. */
  void store(Map<TilePath, byte[]> tiles) throws IOException {
    Map<Path, Path> places = new LinkedHashMap<>();
    Set<Path> parents = new LinkedHashSet<>();
    List<DiskWork.Task> writes = new ArrayList<>();
    for (Map.Entry<TilePath, byte[]> tile : tiles.entrySet()) {
      Path temporary = staging().resolve(Long.toString(staged++));
      Path file = root.resolve(tile.getKey().path());
      writes.add(() -> files.write(temporary, tile.getValue()));
      places.put(temporary, file);
      parents.add(parent(file));
    }
    for (Path parent : parents) {
      ensure(parent, FileLayer.Mode.SHARED);
    }
    work.all(writes);
    for (Map.Entry<Path, Path> place : places.entrySet()) {
      files.replace(place.getKey(), place.getValue());
    }
    List<DiskWork.Task> syncs = new ArrayList<>();
    parents.forEach(parent -> syncs.add(() -> files.syncDirectory(parent)));
    work.all(syncs);
  }

  /** Records what the log has signed; before anyone sees it. */
  void storeHead(Head head) throws IOException {
    replace(unfinishedHead(), head, headFile);
  }

  /** Publishes a checkpoint. */
  void storeCheckpoint(Head head) throws IOException {
    replace(staging().resolve(CHECKPOINT), head, root.resolve(CHECKPOINT));
  }

  /** Reads the statement that ended the log; the copy beside the key counts too. */
  Optional<byte[]> readEnd() throws IOException {
    for (Path file : List.of(endBesideKey(), root.resolve(LogEnd.FILE))) {
      try {
        return Optional.of(files.read(file, Head.MAX_LENGTH));
      } catch (NoSuchFileException e) {
        // perhaps the other
      }
    }
    return Optional.empty();
  }

  /** Ends the log: first beside the key, where a restored backup of the log does not undo it. */
  void storeEnd(byte[] note) throws IOException {
    replace(
        endBesideKey().resolveSibling(endBesideKey().getFileName() + ".tmp"), note, endBesideKey());
    publishEnd(note);
  }

  /** Puts the statement into the log, for all to read. */
  void publishEnd(byte[] note) throws IOException {
    replace(staging().resolve(LogEnd.FILE), note, root.resolve(LogEnd.FILE));
  }

  private Path endBesideKey() {
    return headFile.resolveSibling(headFile.getFileName() + "." + LogEnd.FILE);
  }

  private void replace(Path temporary, Head head, Path file) throws IOException {
    replace(temporary, head.encoded(), file);
  }

  private void replace(Path temporary, byte[] content, Path file) throws IOException {
    files.write(temporary, content);
    files.replace(temporary, file);
    files.syncDirectory(parent(file));
  }

  /** Deletes the partial files of a place whose full tile is durable and published. */
  void dropPartials(TilePath full) throws IOException {
    Path directory = root.resolve(full.partials());
    for (String width : files.list(directory)) {
      files.delete(directory.resolve(width));
    }
    files.delete(directory);
    durable.remove(directory);
  }

  /**
   * Deletes what lies beyond a checkpoint, left by an append that was cut off.
   *
   * <p>Durably: a leftover that came back after a power cut could otherwise be taken for a part of
   * a later, larger tree.
   */
  void repair(long size) throws IOException {
    for (String name : files.list(staging())) {
      files.delete(staging().resolve(name));
    }
    Set<Path> touched = new LinkedHashSet<>();
    for (String path : new DirectoryWalk(files, root).below("tile")) {
      Optional<TilePath> tile = TilePath.parse(path);
      if (tile.isPresent() && !tile.get().within(size)) {
        files.delete(root.resolve(path));
        touched.add(parent(root.resolve(path)));
      }
    }
    for (Path directory : touched) {
      files.syncDirectory(directory);
    }
  }

  /** Creates a directory and makes it durable, with its parents, unless it is known to be. */
  private void ensure(Path directory, FileLayer.Mode mode) throws IOException {
    if (durable.contains(directory)) {
      return;
    }
    if (directory.startsWith(root) && !directory.equals(root)) {
      ensure(parent(directory), mode);
    }
    files.createDirectory(directory, mode);
    files.syncDirectory(parent(directory));
    durable.add(directory);
  }

  private static Path parent(Path path) {
    @Nullable Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a path with a parent is needed, not " + path);
    }
    return parent;
  }
}
