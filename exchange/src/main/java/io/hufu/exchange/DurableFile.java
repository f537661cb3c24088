package io.hufu.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files so that after a crash they are there as a whole or not at all.
 *
 * <p>Temporary names begin with {@link #HIDDEN}; whoever owns a directory sweeps them on opening
 * it.
 */
final class DurableFile {
  static final String HIDDEN = ".hufu-";

  private DurableFile() {}

  /** Writes or replaces a file; durable when this returns. */
  static void write(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(HIDDEN + file.getFileName());
    try (FileChannel out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      append(out, content);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(parent(file));
  }

  /** Writes all of it at the channel's place; durable when this returns. */
  static void append(FileChannel out, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    out.force(true);
  }

  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /** Gives a folder its name; false when another folder has it, which is left as it is. */
  static boolean place(Path folder, Path target) throws IOException {
    try {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) {
      // The JDK has no kind of its own for a folder that is not empty, when the move is atomic.
      if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      throw e;
    }
  }

  /** Removes what a crash left half done: clear text must not stay behind. */
  static void sweep(Path directory) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, HIDDEN + "*")) {
      for (Path file : left) {
        delete(file);
      }
    }
  }

  /** Removes a file, or a directory and its files. */
  static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
        for (Path file : files) {
          delete(file);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
