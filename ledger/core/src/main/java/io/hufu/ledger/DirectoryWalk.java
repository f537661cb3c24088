package io.hufu.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists the files below a directory of a log; links are not followed. */
final class DirectoryWalk {
  /** Deeper than any tile lies: tile, level, six index parts, width. */
  private static final int MAX_DEPTH = 10;

  private final FileLayer files;
  private final Path root;

  DirectoryWalk(FileLayer files, Path root) {
    this.files = files;
    this.root = root;
  }

  /** Returns the paths relative to the root, with slashes; an empty string walks all of it. */
  List<String> below(String start) throws IOException {
    List<String> found = new ArrayList<>();
    walk(start, 0, found);
    return found;
  }

  private void walk(String at, int depth, List<String> found) throws IOException {
    for (String name : files.list(root.resolve(at))) {
      String path = at.isEmpty() ? name : at + "/" + name;
      if (depth < MAX_DEPTH && files.isDirectory(root.resolve(path))) {
        walk(path, depth + 1, found);
      } else {
        found.add(path);
      }
    }
  }
}
