package io.hufu.ledger;

import java.util.Locale;

/**
 * One thing that a monitor found about a log. Immutable.
 *
 * @param detail what was seen, in one line
 */
public record MonitorFinding(Code code, String detail) {
  /** How much a finding weighs. */
  public enum Level {
    /** The log, or who serves it, did what none may do. */
    ERROR,
    /** What was seen does not suffice to judge. */
    UNSURE,
    /** Worth saying. */
    NOTICE
  }

  /** What was found; names are stable. */
  public enum Code {
    /** The log signed two histories; there is a file that proves it. */
    FORKED(Level.ERROR),
    /** The log signed more after the checkpoint that ended it. */
    GREW_AFTER_END(Level.ERROR),
    /** Files of the log contradict its entries or its root. */
    FILES_WRONG(Level.ERROR),
    /** What an issuer says of its own entries is not what the log holds. */
    COUNT_WRONG(Level.ERROR),
    /** Entries that no issuer counts as its own. */
    UNCLAIMED(Level.ERROR),
    /** Entries that two issuers count as their own. */
    CLAIMED_TWICE(Level.ERROR),
    /** The log cannot be reached or read. */
    UNREACHABLE(Level.UNSURE),
    /** No listed ledger has this origin. */
    UNKNOWN_LOG(Level.UNSURE),
    /** The checkpoint is not signed by a listed key of the log. */
    NOT_SIGNED(Level.UNSURE),
    /** Files that would show that the log only grew are missing or do not lead to its root. */
    NOT_SHOWN(Level.UNSURE),
    /** The checkpoint is older than one that was seen before, and consistent with it. */
    OLDER(Level.UNSURE),
    /** Fewer witnesses than the trust list asks for have cosigned. */
    QUORUM_MISSING(Level.UNSURE),
    /** A count is of another log, beyond what was checked, or not signed by a listed authority. */
    COUNT_UNUSABLE(Level.UNSURE),
    /** The log was ended at its checkpoint. */
    ENDED(Level.NOTICE);

    private final Level level;

    Code(Level level) {
      this.level = level;
    }

    /** Returns how much the finding weighs. */
    public Level level() {
      return level;
    }
  }

  /** Returns the finding as one line of text. */
  public String line() {
    return code.level.name().toLowerCase(Locale.ROOT) + " " + code + ": " + detail;
  }
}
