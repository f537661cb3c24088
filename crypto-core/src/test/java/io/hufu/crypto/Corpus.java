package io.hufu.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Test material by others, in the folder that {@code -Dhufu.corpus=} names. */
public final class Corpus {
  private Corpus() {}

  /** Returns a folder of the corpus; skips the test when it is absent, or fails if required. */
  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("hufu.corpus", "no corpus")).resolve(name);
    if (!Files.isDirectory(folder)) {
      String message = "no test material at " + folder + ": name its parent with -Dhufu.corpus=";
      if ("required".equals(System.getProperty("hufu.interop"))) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
    return folder;
  }

  /** Returns the files below a folder whose names end so, sorted. */
  public static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .sorted()
          .toList();
    }
  }
}
