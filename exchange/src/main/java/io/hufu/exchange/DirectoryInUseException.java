package io.hufu.exchange;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown when another process, or another part of this one, works in a directory. */
public final class DirectoryInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  DirectoryInUseException(Path directory) {
    super(directory + " is in use by another process; wait for it to end");
  }
}
