package io.hufu.ledger;

import java.util.Locale;

/**
 * One thing that a check of a log's files found. Immutable.
 *
 * @param path of the file, relative to the log's directory
 * @param detail what is wrong, in one line
 */
public record FsckFinding(Code code, String path, String detail) {
  /** What was found; names are stable. */
  public enum Code {
    /** There is no checkpoint, or it cannot be read. */
    CHECKPOINT_UNREADABLE(true),
    /** The checkpoint is not a signed note over three lines. */
    CHECKPOINT_MALFORMED(true),
    /** A line of a known key does not verify, or the log's own line is missing. */
    SIGNATURE_WRONG(true),
    /** No key was given to check signatures with. */
    SIGNATURE_UNCHECKED(false),
    /** A signature line is by a key that was not given. */
    SIGNER_UNKNOWN(false),
    /** A bundle is missing or cut short. */
    BUNDLE_WRONG(true),
    /** A bundle holds entries that are no Hufu entries; their hashes were compared all the same. */
    ENTRY_FOREIGN(true),
    /** An entry has a version that this program does not know. */
    ENTRY_VERSION_UNKNOWN(true),
    /** An entry has a kind that this program does not know. */
    ENTRY_KIND_UNKNOWN(true),
    /** An entry stands in the log twice. */
    ENTRY_REPEATED(true),
    /** A tile is missing or cannot be read. */
    TILE_MISSING(true),
    /** A tile or an older partial file differs from what the entries yield. */
    TILE_WRONG(true),
    /** The entries do not yield the checkpoint's root. */
    ROOT_WRONG(true),
    /** So much is missing that the root cannot be computed. */
    ROOT_UNKNOWN(true),
    /**
     * The statement that ended the log is not signed by it, or the log has another size or root.
     */
    END_WRONG(true),
    /** A tile beyond the checkpoint: left by a cut-off append, removed when the log opens. */
    BEYOND_CHECKPOINT(false),
    /** A file that is no part of a log. */
    STRAY_FILE(false),
    /** A directory cannot be listed. */
    UNREADABLE(true),
    /** There were more findings than are listed. */
    MORE(true);

    private final boolean error;

    Code(boolean error) {
      this.error = error;
    }

    /** Tells damage from a notice. */
    public boolean error() {
      return error;
    }
  }

  /** Tells whether this is damage; otherwise it is a notice. */
  public boolean error() {
    return code.error();
  }

  /** Returns the finding as one line of text. */
  public String line() {
    String level = error() ? "error" : "notice";
    return String.format(Locale.ROOT, "%s %s %s: %s", level, code, path, detail);
  }
}
