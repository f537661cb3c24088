package io.hufu.signing.journal;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A line before the last of a journal is not what was written; nothing was cut off. */
public final class DamagedJournalException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  private final int line;

  DamagedJournalException(Path file, int line) {
    super(file.toString(), null, "line " + line + " is damaged; restore the file from a copy");
    this.line = line;
  }

  /** Returns the number of the first damaged line, from 1. */
  public int line() {
    return line;
  }
}
