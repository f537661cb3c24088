package io.hufu.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Runs commands in this process, in a directory, and catches what they print. */
final class Sessions {
  private Sessions() {}

  static CliScript.Result run(Path directory, String... arguments) {
    return run(Arrays.asList(arguments), "", directory, Clock.systemUTC());
  }

  static CliScript.Result run(List<String> arguments, String input, Path directory, Clock clock) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session = session(arguments, input, directory, clock, out, err);
    int exit = Hufu.run(session, arguments.toArray(String[]::new));
    return new CliScript.Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A session for what is tested without a command line. */
  static Session quiet(Path directory) {
    return session(
        List.of(),
        "",
        directory,
        Clock.systemUTC(),
        new ByteArrayOutputStream(),
        new ByteArrayOutputStream());
  }

  private static Session session(
      List<String> arguments,
      String input,
      Path directory,
      Clock clock,
      ByteArrayOutputStream out,
      ByteArrayOutputStream err) {
    return new Session(
        "hufu",
        new Session.Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8)),
        Words.of(Hufu.languageIn(arguments).orElse(null), Locale.ENGLISH),
        Terminal.PLAIN,
        directory,
        clock,
        new SecureRandom(),
        new Interruption(),
        new OutputFiles());
  }
}
