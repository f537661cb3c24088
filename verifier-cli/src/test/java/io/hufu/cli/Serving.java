package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that goes on until it is asked to stop. */
final class Serving implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");

  private final Interruption interruption = new Interruption();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile int exit = -1;

  Serving(Path directory, String command) {
    Session session =
        new Session(
            "hufu",
            new Session.Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8)),
            Words.of(null, Locale.ENGLISH),
            Terminal.PLAIN,
            directory,
            Clock.systemUTC(),
            new SecureRandom(),
            interruption,
            new OutputFiles());
    thread = new Thread(() -> exit = Hufu.run(session, command.split(" ")));
    thread.start();
  }

  String address() throws InterruptedException {
    while (true) {
      Matcher said = PORT.matcher(out.toString(StandardCharsets.UTF_8));
      if (said.find()) {
        return said.group();
      }
      assertThat(thread.isAlive()).as(out.toString(StandardCharsets.UTF_8)).isTrue();
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    interruption.request();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.DONE);
  }
}
