package io.hufu.signing.json;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** What tests need from outside: skipped with a line when absent, failed when required. */
final class Outside {
  private Outside() {}

  static Path corpus(String folder) {
    Path path = Path.of(System.getProperty("hufu.corpus", "no corpus")).resolve(folder);
    if (!Files.isDirectory(path)) {
      throw absent("no test material at " + path + ": name its parent with -Dhufu.corpus=");
    }
    return path;
  }

  /** Says what is missing; never returns, but the compiler does not know. */
  static AssertionError absent(String message) {
    if ("required".equals(System.getProperty("hufu.interop"))) {
      fail(message);
    }
    abort(message);
    return new AssertionError("unreachable");
  }
}
