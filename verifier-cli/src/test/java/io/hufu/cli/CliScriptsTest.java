package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Plays every script of src/test/resources/cli.
 *
 * <p>In this process, or with {@code -Dhufu.launcher=FILE} against a launcher.
 */
class CliScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/cli");

  /** Start of the names of the scripts to play; all when not set. */
  private static final String ONLY = System.getProperty("hufu.script", "");

  private static final String LAUNCHER = System.getProperty("hufu.launcher", "");

  @TempDir Path work;

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> script() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files
          .filter(file -> file.getFileName().toString().matches(ONLY + ".*\\.txt"))
          .sorted()
          .toList()
          .stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)));
    }
  }

  private void play(Path file) throws Exception {
    Path directory = Files.createDirectories(work.resolve(file.getFileName().toString() + " run"));
    String script = Files.readString(file);
    Assumptions.assumeTrue(
        LAUNCHER.isEmpty() || !script.contains("\n@ "),
        "sets the clock, which a launcher does not let anybody do");
    Map<String, String> variables = new HashMap<>();
    if (script.contains("$DEMO")) {
      variables.put("DEMO", demo().toString());
    }
    if (script.contains("$PAGE")) {
      variables.put("PAGE", page().toString());
    }
    if (script.contains("$OFDPAGE")) {
      variables.put("OFDPAGE", ofdPage().toString());
    }
    new CliScript(runner(), directory, variables).play(script);
  }

  private synchronized Path demo() throws Exception {
    Path demo = work.resolve("demo");
    if (!Files.exists(demo)) {
      CliScript.Result made =
          runner()
              .run(
                  List.of("demo", "--lang", "en", "--bidders", "4", "--dir", demo.toString()),
                  "",
                  work,
                  Clock.systemUTC());
      if (made.exit() != ExitCode.DONE) {
        throw new AssertionError(made.toString());
      }
    }
    return demo;
  }

  /** The first page of a licence of the demo as a picture, drawn by poppler. */
  private synchronized Path page() throws Exception {
    Path pdf = demo().resolve("licences/food-operation-1.pdf");
    Path picture = work.resolve("page.png");
    draw(
        "poppler-utils",
        List.of(
            "pdftoppm", "-png", "-r", "150", "-singlefile", "" + pdf, "" + work.resolve("page")));
    return picture;
  }

  /** The same of an OFD: Hufu draws it as SVG, librsvg makes a picture of that. */
  private Path ofdPage() throws Exception {
    Path ofd = demo().resolve("licences/food-operation-1.ofd");
    Path folder = work.resolve("ofd-pages");
    CliScript.Result drawn =
        runner()
            .run(List.of("inspect", "" + ofd, "--pages", "" + folder), "", work, Clock.systemUTC());
    assertThat(drawn.exit()).as(drawn.toString()).isEqualTo(ExitCode.DONE);
    Path picture = work.resolve("ofd-page.png");
    draw(
        "librsvg2-bin",
        List.of(
            "rsvg-convert",
            "-d",
            "150",
            "-p",
            "150",
            "" + folder.resolve("page-1.svg"),
            "-o",
            "" + picture));
    return picture;
  }

  private static void draw(String debianPackage, List<String> command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      assertThat(process.waitFor()).as(command.toString()).isZero();
    } catch (IOException e) {
      String missing = command.get(0) + " does not run: apt-get install " + debianPackage;
      assertThat(System.getProperty("hufu.interop")).as(missing).isNotEqualTo("required");
      Assumptions.abort(missing);
    }
  }

  private static CliScript.Runner runner() {
    return LAUNCHER.isEmpty()
        ? Sessions::run
        : (arguments, input, directory, clock) -> launch(LAUNCHER, arguments, input, directory);
  }

  private static CliScript.Result launch(
      String launcher, List<String> arguments, String input, Path directory) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(arguments);
    Path out = Files.createTempFile(directory.getParent(), "out", null);
    Path err = Files.createTempFile(directory.getParent(), "err", null);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return new CliScript.Result(process.waitFor(), Files.readString(out), Files.readString(err));
  }
}
