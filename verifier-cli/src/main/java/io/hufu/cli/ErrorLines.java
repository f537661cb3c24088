package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.ledger.LedgerException;
import io.hufu.ledger.fabric.FabricException;
import io.hufu.signing.journal.DamagedJournalException;
import io.hufu.signing.journal.DirectoryLockedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every exception into one line on stderr and an exit code. */
final class ErrorLines
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private final Session session;
  private final RootCommand root;

  ErrorLines(Session session, RootCommand root) {
    this.session = session;
    this.root = root;
  }

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    session.error(
        usage(exception)
            + session.say(
                "usage.hint", exception.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception exception, CommandLine line, ParseResult parsed) {
    if (root.stackTrace()) {
      exception.printStackTrace(session.err());
    }
    CommandFailure failure = failure(exception);
    String hint =
        failure.exit() == ExitCode.USAGE
            ? session.say("usage.hint", line.getCommandSpec().qualifiedName())
            : "";
    String text = failure.line(session) + hint;
    if (failure.exit() == ExitCode.INTERRUPTED) {
      session.err().println(OneLine.of(session.say("stopped", text)));
    } else {
      session.error(text);
    }
    return failure.exit();
  }

  private String usage(ParameterException exception) {
    if (exception instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      String what = String.join(" ", unmatched.getUnmatched());
      return near.isEmpty()
          ? session.say("error.usage.unknown", what)
          : session.say("error.usage.unknownNear", what, near.get(0));
    }
    if (exception instanceof MissingParameterException missing) {
      List<String> unknown = exception.getCommandLine().getUnmatchedArguments();
      if (!unknown.isEmpty()) {
        // A misspelt option is why the right one is missing.
        return session.say("error.usage.unknown", String.join(" ", unknown));
      }
      return session.say("error.usage.missing", names(missing));
    }
    if (exception instanceof MaxValuesExceededException) {
      return session.say("error.usage.tooMany", InputFiles.reason(exception));
    }
    if (exception.getArgSpec() != null && exception.getValue() != null) {
      return session.say("error.usage.value", exception.getValue(), name(exception.getArgSpec()));
    }
    return session.say("error.usage.other", InputFiles.reason(exception));
  }

  private static String names(MissingParameterException missing) {
    return missing.getMissing().stream()
        .map(ErrorLines::name)
        .collect(java.util.stream.Collectors.joining(" "));
  }

  private static String name(CommandLine.Model.ArgSpec argument) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : argument.paramLabel();
  }

  /** Finds words for what a library threw; what has none is our bug. */
  private static CommandFailure failure(Exception exception) {
    if (exception instanceof CommandFailure failure) {
      return failure;
    }
    if (exception instanceof KeyUnavailableException key) {
      return CommandFailure.input("key." + key.reason().name(), InputFiles.reason(key));
    }
    if (exception instanceof MalformedDataException malformed) {
      return CommandFailure.input("malformed", InputFiles.reason(malformed));
    }
    if (exception instanceof LedgerException ledger) {
      return CommandFailure.ledger(ledger);
    }
    if (exception instanceof FabricException channel) {
      return CommandFailure.fabric(channel);
    }
    if (exception instanceof DamagedJournalException damaged) {
      return CommandFailure.input("damagedLine", Path.of(damaged.getFile()), damaged.line());
    }
    if (exception instanceof DirectoryLockedException locked) {
      return CommandFailure.output("locked", Path.of(locked.getFile()));
    }
    if (exception instanceof IOException io) {
      return CommandFailure.output("io", InputFiles.reason(io));
    }
    return CommandFailure.bug(exception);
  }
}
