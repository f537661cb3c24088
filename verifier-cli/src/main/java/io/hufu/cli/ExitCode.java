package io.hufu.cli;

import io.hufu.model.report.Verdict;

/** What a process ends with; docs/cli.md promises these numbers. */
final class ExitCode {
  /** Done; all accepted. */
  static final int DONE = 0;

  /** Something rejected; done except for reported rows. */
  static final int REJECTED = 1;

  /** Something undecided, nothing rejected. */
  static final int UNDECIDED = 2;

  /** An unknown option, command, type or preset. */
  static final int USAGE = 64;

  /** An input that cannot be read, a wrong password, an unusable key. */
  static final int INPUT = 65;

  /** A service that cannot be reached while something is made. */
  static final int UNREACHABLE = 69;

  /** Our bug. */
  static final int BUG = 70;

  /** An output that cannot be written, or another writer holds the lock. */
  static final int OUTPUT = 73;

  /** Interrupted; safe to repeat. */
  static final int INTERRUPTED = 74;

  private ExitCode() {}

  /** The exit code of a verdict. */
  static int of(Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> DONE;
      case REJECTED -> REJECTED;
      case UNDECIDED -> UNDECIDED;
    };
  }

  /** Mixes two results: 65 before 1 before 2 before 0; anything else before all of them. */
  static int worse(int one, int other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private static int rank(int code) {
    return switch (code) {
      case DONE -> 0;
      case UNDECIDED -> 1;
      case REJECTED -> 2;
      case INPUT -> 3;
      default -> 4;
    };
  }
}
