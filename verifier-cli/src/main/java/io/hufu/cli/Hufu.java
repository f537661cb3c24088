package io.hufu.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code hufu} command. */
public final class Hufu {
  private Hufu() {}

  /** Runs one command and ends the process with its exit code (docs/cli.md). */
  public static void main(String[] args) {
    Session session = ofThisProcess(args);
    Interruption interruption = session.interruption();
    Thread hook =
        new Thread(
            () -> {
              int code = interruption.awaitEnd();
              session.files().discardUnfinished();
              session.out().flush();
              Runtime.getRuntime().halt(code);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    int exit = run(session, args);
    interruption.ended(exit);
    System.exit(exit);
  }

  /** Runs one command and returns its exit code; throws nothing. */
  static int run(Session session, String... args) {
    int exit = execute(session, args);
    session.err().flush();
    if (session.out().checkError() && !PipeOutput.readerLeft(session.out())) {
      session.error(session.say("error.stdout"));
      return ExitCode.OUTPUT;
    }
    return exit;
  }

  private static int execute(Session session, String... args) {
    try {
      return CommandTree.of(session, args).execute(args);
    } catch (Throwable e) {
      // An Error (memory, stack, assertion) must not end the process with 1: that is a verdict.
      if (Arrays.asList(args).contains("--stack-trace")) {
        e.printStackTrace(session.err());
      }
      session.error(CommandFailure.bug(e).line(session));
      return ExitCode.BUG;
    }
  }

  @SuppressForbidden("the launcher tells how it was called")
  private static Session ofThisProcess(String[] args) {
    List<String> given = Arrays.asList(args);
    Words words = Words.of(languageIn(given).orElse(null), Locale.getDefault());
    Terminal terminal = terminal();
    return new Session(
        System.getProperty("hufu.command", "hufu"),
        new Session.Streams(
            // Read in pieces: reading all of a pipe at once asks it for a position it has not got.
            new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
            printer(FileDescriptor.out),
            printer(FileDescriptor.err)),
        words,
        given.contains("--no-color") ? terminal.withoutColours() : terminal,
        Path.of(""),
        Clock.systemUTC(),
        new SecureRandom(),
        new Interruption(),
        new OutputFiles());
  }

  /** Finds the language before the command line is parsed: its errors need one. */
  static Optional<String> languageIn(List<String> args) {
    for (int i = 0; i < args.size() && !args.get(i).equals("--"); i++) {
      String arg = args.get(i);
      if (arg.startsWith("--lang=")) {
        return Optional.of(arg.substring("--lang=".length()));
      }
      if (arg.equals("--lang") && i + 1 < args.size()) {
        return Optional.of(args.get(i + 1));
      }
    }
    return Optional.empty();
  }

  @SuppressForbidden("NO_COLOR is a promise of docs/cli.md; the launcher tells what is a terminal")
  private static Terminal terminal() {
    String streams = System.getProperty("hufu.terminal", "");
    @Nullable String noColour = System.getenv("NO_COLOR");
    boolean colours = streams.contains("out") && (noColour == null || noColour.isEmpty());
    return new Terminal(colours, streams.contains("err"));
  }

  private static PrintStream printer(FileDescriptor descriptor) {
    return PipeOutput.printer(new FileOutputStream(descriptor));
  }
}
