package io.hufu.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One writer per lock file, across processes and inside this one. */
final class ProcessLock implements Closeable {
  /**
   * Files locked by this process. Asked before a lock file is opened: POSIX drops a process's lock
   * as soon as it closes any descriptor of the file.
   */
  private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

  private final Object key;
  private final FileChannel channel;

  private ProcessLock(Object key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  static ProcessLock acquire(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // left by an earlier writer; the file stays, only the lock on it counts
    }
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    if (key == null) {
      key = file.toRealPath();
    }
    if (!HELD.add(key)) {
      throw locked(file);
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new ProcessLock(key, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process through another class loader: closing would drop that lock.
      HELD.remove(key);
      throw locked(file);
    } catch (IOException e) {
      release(key, channel);
      throw e;
    }
    release(key, channel);
    throw locked(file);
  }

  private static void release(Object key, @Nullable FileChannel channel) throws IOException {
    HELD.remove(key);
    if (channel != null) {
      channel.close();
    }
  }

  private static LedgerException locked(Path file) {
    return new LedgerException(
        LedgerException.Reason.LOCKED,
        file,
        "another writer has this log open; close it, or read with LogReader");
  }

  /** Gives the lock up; the file stays. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(key);
    }
  }
}
