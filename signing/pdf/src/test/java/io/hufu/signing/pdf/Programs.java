package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Outside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others that judge what we make, each in a process of its own. */
final class Programs {
  private Programs() {}

  /** Returns what pdfsig says of a file; our root is in none of its stores. */
  static String pdfsig(Path file) throws Exception {
    Outside.program("poppler-utils", "pdfsig", "-v");
    return run(List.of("pdfsig", "-nocert", file.toString()));
  }

  /** Returns one JSON line for each signature of each file. */
  static List<String> dss(List<Path> files, Path root) throws Exception {
    List<String> command = java(Outside.built("../..", "dss"));
    files.forEach(file -> command.add(file.toString()));
    command.addAll(List.of("--trust", root.toString()));
    return run(command).lines().toList();
  }

  /** Returns one line for each file. */
  static List<String> verapdf(List<Path> files) throws Exception {
    List<String> command = java(Outside.built("../..", "verapdf"));
    files.forEach(file -> command.add(file.toString()));
    return run(command).lines().toList();
  }

  /** Runs OpenSSL, which must succeed. */
  static String openssl(Path folder, String... arguments) throws Exception {
    Outside.program("openssl", "openssl", "version");
    List<String> command = new ArrayList<>(List.of("openssl"));
    for (String argument : arguments) {
      boolean file = Files.exists(folder.resolve(argument));
      command.add(file ? folder.resolve(argument).toString() : argument);
    }
    return run(command);
  }

  private static List<String> java(Path jar) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ArrayList<>(
        List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString()));
  }

  private static String run(List<String> command) throws Exception {
    Path output = Files.createTempFile("hufu", null);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      return Files.readString(output).strip();
    } finally {
      Files.delete(output);
    }
  }
}
