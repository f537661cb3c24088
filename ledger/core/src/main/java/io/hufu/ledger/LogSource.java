package io.hufu.ledger;

import java.io.IOException;
import java.util.List;

/**
 * Where the files of a log are read: a directory here, or a web server. Thread-safe.
 *
 * <p>Paths are relative, with slashes, as C2SP tlog-tiles names them.
 */
interface LogSource {
  /**
   * Reads a whole file; a missing one is a {@link java.nio.file.NoSuchFileException}.
   *
   * @param limit length in bytes above which the file is refused with a plain IOException
   */
  byte[] read(String path, int limit) throws IOException;

  /** Lists the names in a directory, sorted; empty where there is none, and where none can tell. */
  List<String> list(String directory) throws IOException;

  /** Lists all files, with slashes; empty where none can tell. */
  List<String> all() throws IOException;

  /** Names a file, or with an empty path the log, as a person would look for it. */
  String where(String path);
}
