package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the OpenSSL command line in a folder of its own. */
final class OpenSsl {
  private final Path folder;

  OpenSsl(Path folder) throws Exception {
    this.folder = folder;
    Outside.program("openssl", "openssl", "version");
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  void write(String name, byte[] bytes) throws Exception {
    Files.write(path(name), bytes);
  }

  void write(String name, String text) throws Exception {
    Files.writeString(path(name), text);
  }

  byte[] read(String name) throws Exception {
    return Files.readAllBytes(path(name));
  }

  /** Runs a command that must succeed. */
  String run(String... arguments) throws Exception {
    Result result = result(arguments);
    assertThat(result.exit).as(String.join(" ", arguments) + "\n" + result.output).isZero();
    return result.output;
  }

  boolean succeeds(String... arguments) throws Exception {
    return result(arguments).exit == 0;
  }

  private record Result(int exit, String output) {}

  private Result result(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
  }
}
