package io.hufu.cli;

import io.hufu.ledger.LedgerException;
import io.hufu.ledger.fabric.FabricException;
import io.hufu.model.TrustListRefusedException;
import java.nio.file.Path;
import java.util.Arrays;

/** What stops a command, as a person sees it: what, where, what to do. */
final class CommandFailure extends Exception {
  private final int exit;
  private final String key;
  private final transient Object[] details;

  private CommandFailure(int exit, String key, Object... details) {
    super(key);
    this.exit = exit;
    this.key = key;
    this.details = details;
  }

  /** The command line itself is wrong (64). */
  static CommandFailure usage(String key, Object... details) {
    return new CommandFailure(ExitCode.USAGE, key, details);
  }

  /** An input cannot be used (65). */
  static CommandFailure input(String key, Object... details) {
    return new CommandFailure(ExitCode.INPUT, key, details);
  }

  /** A genuine trust list must not be used here (65); says the code that docs promise. */
  static CommandFailure refused(TrustListRefusedException refused) {
    return new CommandFailure(
        ExitCode.INPUT, "trust.refusedList", refused.code(), InputFiles.reason(refused));
  }

  /** A service cannot be reached (69). */
  static CommandFailure unreachable(String key, Object... details) {
    return new CommandFailure(ExitCode.UNREACHABLE, key, details);
  }

  /** An output cannot be written (73). */
  static CommandFailure output(String key, Object... details) {
    return new CommandFailure(ExitCode.OUTPUT, key, details);
  }

  /** The user stopped the command at a point where it can be repeated (74). */
  static CommandFailure interrupted(Object... details) {
    return new CommandFailure(ExitCode.INTERRUPTED, "interrupted", details);
  }

  /** A log refuses: what is wrong with what was given, or what cannot be written (65, 73). */
  static CommandFailure ledger(LedgerException refused) {
    int exit =
        switch (refused.reason()) {
          case LOCKED, ALREADY_EXISTS, BEHIND_HEAD, WRITE_FAILED, FROZEN -> ExitCode.OUTPUT;
          case QUORUM_MISSING -> ExitCode.UNREACHABLE;
          case CLOSED -> ExitCode.BUG;
          default -> ExitCode.INPUT;
        };
    String message = InputFiles.reason(refused);
    return new CommandFailure(exit, "ledger." + refused.reason(), where(refused), message);
  }

  /**
   * A channel did not do what it was asked: it, or who had to help, was not there (69), or refused.
   */
  static CommandFailure fabric(FabricException failed) {
    int exit =
        switch (failed.reason()) {
          case UNREACHABLE, UNKNOWN_OUTCOME, PROOF_MISSING -> ExitCode.UNREACHABLE;
          case REFUSED, CREDENTIALS, COMMITTED_INVALID -> ExitCode.INPUT;
        };
    return new CommandFailure(exit, "fabric." + failed.reason(), InputFiles.reason(failed));
  }

  /** A path is shown as the user would type it, an address as it is. */
  private static Object where(LedgerException refused) {
    return refused.where().contains("://") ? refused.where() : Path.of(refused.where());
  }

  /** Something that cannot happen did (70); says where, never what data was at hand. */
  static CommandFailure bug(Throwable cause) {
    String where =
        Arrays.stream(cause.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("io.hufu."))
            .findFirst()
            .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("?");
    return new CommandFailure(ExitCode.BUG, "bug", cause.getClass().getSimpleName(), where);
  }

  int exit() {
    return exit;
  }

  /** Says it in the user's language, with paths as the user would type them. */
  String line(Session session) {
    Object[] said =
        Arrays.stream(details)
            .map(detail -> detail instanceof Path path ? session.show(path) : detail)
            .toArray();
    return session.say("error." + key, said);
  }
}
