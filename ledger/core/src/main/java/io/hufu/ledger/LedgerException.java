package io.hufu.ledger;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when a log cannot do its work; the message says what, where and what to do. */
public final class LedgerException extends IOException {
  /** Why the log refuses; chooses the words that a person sees. */
  public enum Reason {
    /** Another writer holds the log or its head file. */
    LOCKED,
    /** A log is to be created where one is already. */
    ALREADY_EXISTS,
    /** The directory holds no log. */
    NOT_A_LOG,
    /** Checkpoint or head file were not signed by this key under this origin. */
    WRONG_KEY,
    /** Files of the log are missing or do not belong together. */
    DAMAGED,
    /** The log signed a newer checkpoint than the directory knows: a restored backup. */
    BEHIND_HEAD,
    /** The file beside the key that holds the last signed checkpoint is missing. */
    HEAD_MISSING,
    /** Head file and directory contradict each other, or a new checkpoint would. */
    INCONSISTENT,
    /** The signing key could not be used. */
    KEY_UNAVAILABLE,
    /** A write failed: nothing of the call was acknowledged. */
    WRITE_FAILED,
    /** Cosignatures are for another checkpoint than the current one, or do not verify. */
    COSIGNATURE_REFUSED,
    /** Fewer witnesses than asked for confirmed the checkpoint; the entries are in the log. */
    QUORUM_MISSING,
    /** A witness has confirmed what this log's checkpoint contradicts. */
    WITNESS_CONTRADICTS,
    /** The log was ended for good; entries go to its successor. */
    FROZEN,
    /** The log was closed. */
    CLOSED
  }

  private final Reason reason;
  private final String where;

  LedgerException(Reason reason, Path where, String message) {
    this(reason, where.toString(), message, null);
  }

  LedgerException(Reason reason, Path where, String message, @Nullable Throwable cause) {
    this(reason, where.toString(), message, cause);
  }

  LedgerException(Reason reason, String where, String message, @Nullable Throwable cause) {
    super(message + ": " + where, cause);
    this.reason = reason;
    this.where = where;
  }

  static LedgerException writeFailed(Path where, IOException cause) {
    return new LedgerException(
        Reason.WRITE_FAILED,
        where,
        "nothing of this call was acknowledged ("
            + cause.getMessage()
            + "); make room or repair the disk, then repeat the call",
        cause);
  }

  /** Repeats a refusal to another caller, so that no two threads share one exception. */
  LedgerException(LedgerException first) {
    super(first.getMessage(), first);
    this.reason = first.reason;
    this.where = first.where;
  }

  /** Returns why the log refuses. */
  public Reason reason() {
    return reason;
  }

  /** Returns the path or address that the refusal is about. */
  public String where() {
    return where;
  }
}
