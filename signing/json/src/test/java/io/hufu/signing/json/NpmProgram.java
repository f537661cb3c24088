package io.hufu.signing.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs interop/npm/verify.mjs, with files in a folder. */
record NpmProgram(Path folder) {
  private static final Path PROGRAM = Path.of("../../interop/npm/verify.mjs");

  static NpmProgram in(Path folder) {
    if (!Files.isDirectory(PROGRAM.resolveSibling("node_modules"))) {
      throw Outside.absent("no node_modules: run npm ci in interop/npm");
    }
    return new NpmProgram(folder);
  }

  /** Runs the program; returns what it printed. */
  String run(int expectedExit, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", PROGRAM.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw Outside.absent("node does not run: apt-get install nodejs npm");
    }
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String printed = Files.readString(output).strip();
    assertThat(process.exitValue()).as(printed).isEqualTo(expectedExit);
    return printed;
  }

  String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }
}
