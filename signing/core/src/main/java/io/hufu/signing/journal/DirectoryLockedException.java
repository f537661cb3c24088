package io.hufu.signing.journal;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Somebody else writes to a directory: another process, or another part of this one. */
public final class DirectoryLockedException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  DirectoryLockedException(Path directory) {
    super(directory.toString(), null, "another writer has this directory; wait for it to end");
  }
}
