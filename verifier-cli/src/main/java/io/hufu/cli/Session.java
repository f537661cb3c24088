package io.hufu.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * What a command works with. Tests make their own; the process makes one in {@link Hufu}.
 *
 * @param command how the user calls hufu, for lines that can be copied
 * @param words texts in the user's language
 * @param terminal what may be coloured and redrawn
 * @param directory where relative paths start
 */
record Session(
    String command,
    Streams streams,
    Words words,
    Terminal terminal,
    Path directory,
    Clock clock,
    SecureRandom random,
    Interruption interruption,
    OutputFiles files) {
  /** Standard input, output and error; both printers write UTF-8. */
  record Streams(InputStream in, PrintStream out, PrintStream err) {}

  PrintStream out() {
    return streams.out();
  }

  PrintStream err() {
    return streams.err();
  }

  String say(String key, Object... details) {
    return words.say(key, details);
  }

  /** Prints a line of the command's texts. */
  void print(String key, Object... details) {
    out().println(say(key, details));
  }

  /** Prints a remark on stderr, so that stdout stays what was asked for. */
  void note(String key, Object... details) {
    err().println(OneLine.of(say("note", say(key, details))));
  }

  /** Prints an error line. */
  void error(String text) {
    err().println(terminal.red(OneLine.of(say("error", text))));
  }

  /** Shows a path so that a shell takes it as one word. */
  String quoted(Path path) {
    String shown = show(path);
    return shown.matches("[\\p{L}\\p{N}/._@%+,:=-]+")
        ? shown
        : "'" + shown.replace("'", "'\\''") + "'";
  }

  /** Resolves a path that the user gave. */
  Path resolve(String path) {
    return directory.resolve(path);
  }

  /** Shows a path as the user would type it. */
  String show(Path path) {
    Path here = directory.toAbsolutePath().normalize();
    Path there = here.resolve(path).normalize();
    if (there.equals(here)) {
      return ".";
    }
    return there.startsWith(here) ? here.relativize(there).toString() : there.toString();
  }
}
