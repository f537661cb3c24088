package io.hufu.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A process of its own, killed at a random instant, and what it had said until then. */
public final class ChildProcess {
  private ChildProcess() {}

  /** Starts a main class, kills it some time after it began to speak, returns its whole lines. */
  public static List<String> runAndKill(
      Random random, Path folder, Class<?> main, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process child =
        new ProcessBuilder(command)
            .redirectError(Files.createTempFile(folder, "child", ".err").toFile())
            .start();
    StringBuilder output = new StringBuilder();
    CountDownLatch speaking = new CountDownLatch(1);
    Thread reader = new Thread(() -> read(child, output, speaking));
    reader.start();
    if (random.nextInt(5) > 0) {
      speaking.await();
    }
    Thread.sleep(random.nextInt(250));
    // through the handle: the process object would throw away what the child has said
    child.toHandle().destroyForcibly();
    child.waitFor();
    reader.join();
    List<String> lines = new ArrayList<>(List.of(output.toString().split("\n", -1)));
    lines.remove(lines.size() - 1); // what follows the last line feed was cut off
    return lines;
  }

  private static void read(Process child, StringBuilder output, CountDownLatch speaking) {
    try (BufferedReader in = child.inputReader(StandardCharsets.UTF_8)) {
      char[] buffer = new char[1 << 16];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        output.append(buffer, 0, got);
        speaking.countDown();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      speaking.countDown();
    }
  }
}
