package io.hufu.signing.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others: skipped with a line when absent, a failure when they are required. */
final class Outside {
  private static final Path DSS = Path.of("../../interop/dss/target/dss.jar");

  private Outside() {}

  /** What a program printed, standard error included, and how it ended. */
  record Result(int exit, String printed) {}

  static Result xmlsec(Path folder, List<String> arguments) throws Exception {
    return run(folder, "apt-get install xmlsec1", concat(List.of("xmlsec1"), arguments));
  }

  /** Judges files with EU DSS in a JVM of its own. */
  static Result dss(Path folder, List<String> arguments) throws Exception {
    if (!Files.isRegularFile(DSS)) {
      absent("no EU DSS: run mvn package in interop/dss");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = List.of(java, "-XX:TieredStopAtLevel=1", "-jar", DSS.toString());
    return run(folder, "a Java runtime", concat(command, arguments));
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }

  private static Result run(Path folder, String remedy, List<String> command) throws Exception {
    Path output = folder.resolve("output");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      absent(command.get(0) + " does not run: " + remedy);
      throw e;
    }
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), Files.readString(output).strip());
  }

  private static void absent(String message) {
    if ("required".equals(System.getProperty("hufu.interop"))) {
      fail(message);
    }
    abort(message);
  }
}
