package io.hufu.model;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds test material by others; skips with a message when it is absent. */
final class Corpus {
  private Corpus() {}

  static Path file(String name) {
    Path path = Path.of(System.getProperty("hufu.corpus", "no-corpus"), name);
    if (!Files.exists(path)) {
      String message = name + " is not under -Dhufu.corpus=FOLDER";
      if ("required".equals(System.getProperty("hufu.interop"))) {
        fail(message);
      }
      abort(message);
    }
    return path;
  }
}
