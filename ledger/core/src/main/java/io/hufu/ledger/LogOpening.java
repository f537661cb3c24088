package io.hufu.ledger;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what a log last signed, finishes what a crash cut off, and refuses what is no crash.
 *
 * <p>The head file is written before the checkpoint, and after all tiles. So after a crash the head
 * is at most one append ahead, and that append's entries are on disk. When they are not, the
 * directory is older than the head: a restored backup, on which nothing may be signed.
 */
final class LogOpening {
  private final LogDirectory directory;
  private final LogKeys keys;
  private final long seed;

  /**
   * @param seed random, for the index
   */
  LogOpening(LogDirectory directory, LogKeys keys, long seed) {
    this.directory = directory;
    this.keys = keys;
    this.seed = seed;
  }

  /** Refuses a directory without a log before anything is written there. */
  void requireLog() throws IOException {
    if (directory.readCheckpoint().isEmpty() && directory.readHead().isEmpty()) {
      throw new LedgerException(
          LedgerException.Reason.NOT_A_LOG, directory.root(), "there is no log here; create one");
    }
  }

  /** Signs and publishes the checkpoint of an empty log; resumes a creation that was cut off. */
  void create(String origin) throws IOException {
    LogIdentity identity = keys.identity(origin);
    if (directory.readCheckpoint().isPresent()
        || !directory.files().list(directory.root().resolve("tile")).isEmpty()) {
      throw alreadyExists(directory.root());
    }
    Optional<Head> begun = directory.readHead();
    if (begun.isPresent() && (begun.get().size() > 0 || !keys.signed(begun.get(), origin))) {
      throw alreadyExists(directory.headFile());
    }
    Checkpoint empty = new Checkpoint(origin, 0, MerkleTree.root(identity.hash(), List.of()));
    try {
      Head head = begun.isPresent() ? begun.get() : keys.sign(empty);
      directory.storeHead(head);
      directory.storeCheckpoint(head);
    } catch (KeyUnavailableException e) {
      throw new LedgerException(
          LedgerException.Reason.KEY_UNAVAILABLE,
          directory.root(),
          "the log's key cannot sign (" + e.getMessage() + "); no log was created",
          e);
    }
  }

  /** Opens the log for writing: what the disk holds and what was signed agree afterwards. */
  LogWriter open() throws IOException {
    requireLog();
    Optional<Head> checkpoint = directory.readCheckpoint();
    Head recorded = head(checkpoint);
    LogIdentity identity = identity(recorded.checkpoint().origin());
    requireSigned(recorded, identity, directory.headFile());
    requireGoing();
    Head head =
        directory
            .readUnfinishedHead()
            .filter(each -> each.size() > recorded.size() && keys.signed(each, identity.origin()))
            .orElse(recorded);
    TileStore store = new TileStore(directory.source(), identity.hash());
    LogView view = new LogView(store, new EntryIndex(seed));
    if (checkpoint.isPresent()) {
      requireSigned(checkpoint.get(), identity, directory.root());
    }
    Head published = checkpoint.orElse(recorded);
    boolean ahead = checkpoint.isEmpty() || head.size() > published.size();
    Head newest = completed(ahead ? head : published);
    TreeEdge edge = loadEdge(store, published);
    if (head.size() > published.size()) {
      edge = rollForward(store, edge, head);
    } else {
      requireAncestor(view, head, published);
    }
    directory.storeHead(newest); // even if it is there: after a kill its name may not be durable
    if (!newest.text().equals(checkpoint.map(Head::text).orElse(""))) {
      directory.storeCheckpoint(newest);
    }
    directory.repair(newest.size());
    view.index(0, newest.size());
    return new LogWriter(new LogWriter.Parts(directory, identity, keys, view), edge, newest);
  }

  /** Refuses a log that was ended, and finishes an ending that was cut off. */
  private void requireGoing() throws IOException {
    Optional<byte[]> end = directory.readEnd();
    if (end.isPresent()) {
      directory.storeEnd(end.get());
      throw frozen(directory.root());
    }
  }

  static LedgerException frozen(Path where) {
    return new LedgerException(
        LedgerException.Reason.FROZEN,
        where,
        "the log was ended and signs nothing more: read it with LogReader, and anchor in its"
            + " successor, which its file \"frozen\" names");
  }

  /** After a change of keys the last checkpoint gets the lines of those that sign now. */
  private Head completed(Head head) throws LedgerException {
    try {
      return keys.completed(head);
    } catch (KeyUnavailableException e) {
      throw new LedgerException(
          LedgerException.Reason.KEY_UNAVAILABLE,
          directory.root(),
          "the log's key cannot sign (" + e.getMessage() + "); the log was not opened",
          e);
    }
  }

  private Head head(Optional<Head> checkpoint) throws IOException {
    Optional<Head> head = directory.readHead();
    if (head.isEmpty()) {
      throw new LedgerException(
          LedgerException.Reason.HEAD_MISSING,
          directory.headFile(),
          "the record of what this key last signed is missing: put the file back; if it is lost and"
              + " nobody has seen a newer checkpoint, copy the log's checkpoint there");
    }
    if (checkpoint.isEmpty() && head.get().size() > 0) {
      throw behind(0, head.get());
    }
    return head.get();
  }

  private LogIdentity identity(String origin) throws LedgerException {
    try {
      return keys.identity(origin);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          LedgerException.Reason.WRONG_KEY,
          directory.root(),
          "this key does not fit the log (" + e.getMessage() + ")",
          e);
    }
  }

  private void requireSigned(Head head, LogIdentity identity, Path where) throws LedgerException {
    if (!keys.signed(head, identity.origin())) {
      throw new LedgerException(
          LedgerException.Reason.WRONG_KEY,
          where,
          "the checkpoint of "
              + head.checkpoint().origin()
              + " is not signed by this key for this origin; open the log with its own key");
    }
  }

  private TreeEdge loadEdge(TileStore store, Head head) throws IOException {
    TreeEdge edge = TreeEdge.load(store, head.size());
    if (!Arrays.equals(edge.root(), head.checkpoint().root())) {
      throw new LedgerException(
          LedgerException.Reason.DAMAGED,
          directory.root(),
          "the tiles do not have the checkpoint's root; run fsck, then restore what it names");
    }
    return edge;
  }

  /** Finishes an append from its bundles, which were durable before its checkpoint was signed. */
  private TreeEdge rollForward(TileStore store, TreeEdge published, Head head) throws IOException {
    TreeEdge edge = published.copy();
    Map<TilePath, byte[]> tiles = new LinkedHashMap<>();
    try {
      while (edge.size() < head.size()) {
        edge.append(store.entry(edge.size(), head.size()), tiles);
      }
    } catch (IOException e) {
      LedgerException behind = behind(published.size(), head);
      behind.addSuppressed(e);
      throw behind;
    }
    if (!Arrays.equals(edge.root(), head.checkpoint().root())) {
      throw behind(published.size(), head);
    }
    edge.partials(published.size(), tiles);
    directory.store(tiles);
    return edge;
  }

  private void requireAncestor(LogView view, Head head, Head published) throws IOException {
    if (!Arrays.equals(view.root(head.size(), published), head.checkpoint().root())) {
      throw new LedgerException(
          LedgerException.Reason.INCONSISTENT,
          directory.headFile(),
          "head file and directory are two different logs of one key: nothing is signed; keep both"
              + " and find out who signed which (checkpoint size "
              + published.size()
              + ", head size "
              + head.size()
              + ")");
    }
  }

  private LedgerException behind(long size, Head head) {
    return new LedgerException(
        LedgerException.Reason.BEHIND_HEAD,
        directory.root(),
        "the log has signed "
            + head.size()
            + " entries and this directory holds "
            + size
            + " of them (a restored backup?): nothing is signed; copy the missing files below tile/"
            + " from a mirror, or open a log of a new origin");
  }

  private static LedgerException alreadyExists(Path where) {
    return new LedgerException(
        LedgerException.Reason.ALREADY_EXISTS,
        where,
        "there is a log already; open it, or choose another directory and head file");
  }
}
