package io.hufu.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Writes files whole or not at all: under a temporary name, synced, then moved. Thread-safe.
 *
 * <p>Nothing that exists is replaced unless the caller says so.
 */
final class OutputFiles {
  /** Who may read a new file. */
  enum Privacy {
    EVERYONE,
    /** Keys and passwords: the owner only, where the file system knows owners. */
    OWNER
  }

  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9]+-[0-9]+\\.tmp");

  private final Set<Path> unfinished = ConcurrentHashMap.newKeySet();
  private final AtomicLong counter = new AtomicLong();

  /** Writes a file; without {@code replace} an existing one is left alone and reported. */
  void write(Path target, byte[] bytes, boolean replace) throws CommandFailure {
    write(target, bytes, replace, Privacy.EVERYONE);
  }

  void write(Path target, byte[] bytes, boolean replace, Privacy privacy) throws CommandFailure {
    requireFree(replace, List.of(target));
    Path temporary = temporary(target);
    try {
      prepare(target, temporary, bytes, privacy);
      move(temporary, target.toAbsolutePath());
    } catch (IOException e) {
      throw cannotWrite(target, e);
    } finally {
      discard(temporary);
    }
  }

  /** Writes all of several files, or none when one of them cannot be written. */
  void writeAll(Map<Path, byte[]> files, boolean replace) throws CommandFailure {
    requireFree(replace, files.keySet());
    Map<Path, Path> temporaries = new LinkedHashMap<>();
    Path target = Path.of("");
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        target = file.getKey();
        Path temporary = temporary(target);
        temporaries.put(target, temporary);
        prepare(target, temporary, file.getValue(), Privacy.EVERYONE);
      }
      for (Map.Entry<Path, Path> file : temporaries.entrySet()) {
        target = file.getKey();
        move(file.getValue(), target.toAbsolutePath());
      }
    } catch (IOException e) {
      throw cannotWrite(target, e);
    } finally {
      temporaries.values().forEach(this::discard);
    }
  }

  /** Reports the first file that exists, before anything is made that goes there. */
  void requireFree(boolean replace, Collection<Path> targets) throws CommandFailure {
    for (Path target : targets) {
      if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw CommandFailure.output("exists", target);
      }
      if (Files.isDirectory(target)) {
        throw CommandFailure.output("write.directory", target);
      }
    }
  }

  private Path temporary(Path target) {
    String unique = ProcessHandle.current().pid() + "-" + counter.incrementAndGet();
    Path file = target.toAbsolutePath();
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + unique + ".tmp");
    unfinished.add(temporary);
    return temporary;
  }

  private static void prepare(Path target, Path temporary, byte[] bytes, Privacy privacy)
      throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      createDirectories(folder);
    }
    Files.deleteIfExists(temporary);
    fill(temporary, bytes, privacy);
  }

  /** Makes a directory and its parents. */
  void makeDirectory(Path directory) throws CommandFailure {
    try {
      createDirectories(directory);
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  /** Tells a file that is in the way from one that may not be overwritten. */
  private static void createDirectories(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new NotDirectoryException(e.getFile());
    }
  }

  /** Deletes what a write that was cut off has left. */
  void discardUnfinished() {
    unfinished.forEach(this::discard);
  }

  /** Deletes what killed processes left in a directory that the caller alone writes to. */
  static void discardLeftovers(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".*.tmp")) {
      for (Path file : files) {
        if (TEMPORARY.matcher(file.getFileName().toString()).matches()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Explains a failure to write. */
  static CommandFailure cannotWrite(Path target, IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return CommandFailure.output("exists", target);
    }
    if (e instanceof NotDirectoryException file) {
      return CommandFailure.output("write.notDirectory", Path.of(file.getFile()));
    }
    if (e instanceof AccessDeniedException) {
      return CommandFailure.output("write.denied", target);
    }
    return CommandFailure.output("write.failed", target, InputFiles.reason(e));
  }

  private static void fill(Path file, byte[] bytes, Privacy privacy) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    try (FileChannel channel =
        privacy == Privacy.OWNER && posix
            ? FileChannel.open(
                file,
                options,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
            : FileChannel.open(file, options)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
      unfinished.remove(temporary);
    } catch (IOException e) {
      // It stays under its temporary name; the failure that led here is what the user is told.
      System.getLogger(OutputFiles.class.getName())
          .log(System.Logger.Level.DEBUG, "temporary file left behind", e);
    }
  }
}
