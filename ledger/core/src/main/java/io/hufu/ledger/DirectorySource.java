package io.hufu.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of a log in a directory. */
record DirectorySource(FileLayer files, Path root) implements LogSource {
  @Override
  public byte[] read(String path, int limit) throws IOException {
    return files.read(root.resolve(path), limit);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return files.list(root.resolve(directory));
  }

  @Override
  public List<String> all() throws IOException {
    return new DirectoryWalk(files, root).below("");
  }

  @Override
  public String where(String path) {
    return root.resolve(path).toString();
  }
}
