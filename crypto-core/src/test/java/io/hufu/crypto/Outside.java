package io.hufu.crypto;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What tests need from outside the project. Absent: the test is skipped with a line that says what
 * to install, or fails when {@code hufu.interop} is {@code required}.
 */
public final class Outside {
  private Outside() {}

  /** Returns a folder of the test material by others. */
  public static Path corpus(String folder) {
    String root = System.getProperty("hufu.corpus", "");
    Path path = Path.of(root, folder);
    if (root.isEmpty() || !Files.isDirectory(path)) {
      absent("no test material in " + path + ": name its folder with -Dhufu.corpus=");
    }
    return path;
  }

  /** Returns a file that a Debian package installs. */
  public static Path file(String debianPackage, String... candidates) {
    for (String candidate : candidates) {
      if (Files.exists(Path.of(candidate))) {
        return Path.of(candidate);
      }
    }
    absent(String.join(" or ", candidates) + " not found: apt-get install " + debianPackage);
    throw new AssertionError("unreachable");
  }

  /** Makes sure that a program runs. */
  public static void program(String debianPackage, String... command) throws Exception {
    try {
      new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      absent(command[0] + " does not run: apt-get install " + debianPackage);
    }
  }

  /**
   * Returns the jar of a program under interop/.
   *
   * @param root from the module's folder to the project's
   */
  public static Path built(String root, String name) {
    Path jar = Path.of(root, "interop", name, "target", name + ".jar");
    if (!Files.isRegularFile(jar)) {
      absent(jar + " is not there: run mvn package in interop/" + name);
    }
    return jar;
  }

  /** Says what is missing and ends the test. */
  public static void absent(String message) {
    if ("required".equals(System.getProperty("hufu.interop"))) {
      fail(message);
    }
    // Surefire's console counts skipped tests but does not say why they were.
    System.out.println("skipped: " + message);
    abort(message);
  }
}
