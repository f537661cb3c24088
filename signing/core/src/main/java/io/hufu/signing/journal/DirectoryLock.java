package io.hufu.signing.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a second writer out of a directory, in this process or another. Thread-safe. */
public final class DirectoryLock implements Closeable {
  /**
   * Directories held by this process. Asked before the lock file is opened: POSIX drops a process's
   * lock as soon as it closes any descriptor of the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes a directory by the file {@code lock} in it; both are made when they are not there.
   *
   * @throws DirectoryLockedException when somebody has it
   */
  public static DirectoryLock take(Path directory) throws IOException {
    Path real = Files.createDirectories(directory).toRealPath();
    if (!HELD.add(real)) {
      throw new DirectoryLockedException(directory);
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DirectoryLock(real, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process through another class loader: closing would drop that lock.
      HELD.remove(real);
      throw new DirectoryLockedException(directory);
    } catch (IOException e) {
      release(real, channel);
      throw e;
    }
    release(real, channel);
    throw new DirectoryLockedException(directory);
  }

  private static void release(Path directory, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD.remove(directory);
    }
  }

  /** Gives the directory free, as does the end of the process; the file stays. */
  @Override
  public void close() throws IOException {
    release(directory, channel);
  }
}
