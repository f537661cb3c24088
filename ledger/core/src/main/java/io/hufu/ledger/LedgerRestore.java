package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.NoteKey;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a log that was restored from a backup up to all that it ever signed. Not thread-safe; use
 * it once.
 *
 * <p>What is missing comes from mirrors, such as the copies that monitors keep. The head is written
 * anew only when every named witness confirms that it has seen no more. Nothing new is signed: a
 * mirror's checkpoint already bears the log's signature. Afterwards the log opens as always.
 */
public final class LedgerRestore {
  private static final int BATCH = 128;

  private final FileLayer files;
  private final Path directory;
  private final Path headFile;
  private final List<NoteKey> keys;
  private final List<LogSource> mirrors = new ArrayList<>();
  private final List<CheckpointWitness> witnesses = new ArrayList<>();
  private final List<NoteKey> witnessKeys = new ArrayList<>();
  private boolean trusting;

  private LedgerRestore(FileLayer files, Path directory, Path headFile, List<NoteKey> keys) {
    this.files = files;
    this.directory = directory;
    this.headFile = headFile;
    this.keys = List.copyOf(keys);
  }

  /**
   * Starts from where the log lies.
   *
   * @param headFile beside the key; it may be missing
   * @param keys of the log, with those that signed before a change of keys
   */
  public static LedgerRestore of(Path directory, Path headFile, List<NoteKey> keys) {
    return of(directory, headFile, keys, DiskFiles.INSTANCE);
  }

  static LedgerRestore of(Path directory, Path headFile, List<NoteKey> keys, FileLayer files) {
    return new LedgerRestore(files, directory, headFile, keys);
  }

  /** Adds a directory that holds a copy of the log. */
  public LedgerRestore mirror(Path copy) {
    return mirror(new DirectorySource(files, copy));
  }

  /** Adds a web server that holds a copy of the log. */
  public LedgerRestore mirror(URI base, Duration timeout) {
    return mirror(new HttpSource(base, timeout));
  }

  private LedgerRestore mirror(LogSource source) {
    mirrors.add(source);
    return this;
  }

  /** Adds a witness, or a chain, that must confirm that it has seen no more. */
  public LedgerRestore witness(CheckpointWitness witness, List<NoteKey> keysOfIt) {
    witnesses.add(witness);
    witnessKeys.addAll(keysOfIt);
    return this;
  }

  /**
   * Does without the head file and without any witness. If anybody has seen a checkpoint that is
   * not among the mirrors, the log will sign a second history.
   */
  public LedgerRestore believingThatNobodyHasSeenMore() {
    trusting = true;
    return this;
  }

  /**
   * Restores.
   *
   * @return the number of entries that the log has now
   * @throws LedgerException LOCKED; NOT_A_LOG when there is neither a log nor a mirror;
   *     HEAD_MISSING when nobody was named who could know more; BEHIND_HEAD when somebody does;
   *     INCONSISTENT or WITNESS_CONTRADICTS when two histories were signed
   */
  public long run() throws IOException {
    LogDirectory log = new LogDirectory(files, directory, headFile);
    log.prepare();
    Closeable lock = log.lock();
    try {
      return restored(log);
    } finally {
      lock.close();
    }
  }

  private long restored(LogDirectory log) throws IOException {
    Optional<Head> head = log.readHead();
    if (head.isEmpty() && witnesses.isEmpty() && !trusting) {
      throw new LedgerException(
          LedgerException.Reason.HEAD_MISSING,
          headFile,
          "nobody was named who could know what this key last signed: name its witnesses");
    }
    Optional<Head> local = log.readCheckpoint();
    List<Head> known = new ArrayList<>();
    local.ifPresent(known::add);
    head.ifPresent(known::add);
    Optional<LogSource> best = best(known);
    Head target = newest(known);
    fill(log, edge(log, local.orElse(null), target), best, target);
    requireOneHistory(log, known, target);
    confirmed(log, target);
    log.storeHead(target);
    log.storeCheckpoint(target);
    return target.size();
  }

  /** Adds the mirrors' checkpoints, and returns the mirror that has most. */
  private Optional<LogSource> best(List<Head> known) throws IOException {
    LogSource best = null;
    long most = -1;
    for (LogSource mirror : mirrors) {
      Head head = Head.read(mirror);
      known.add(head);
      if (head.size() > most) {
        most = head.size();
        best = new LaterTiles(mirror, most);
      }
    }
    return Optional.ofNullable(best);
  }

  private Head newest(List<Head> known) throws LedgerException {
    Head newest = null;
    for (Head head : known) {
      if (!head.signedBy(head.checkpoint().origin(), keys)) {
        throw new LedgerException(
            LedgerException.Reason.WRONG_KEY,
            directory,
            "the checkpoint of size " + head.size() + " is not signed by the log's key");
      }
      if (newest == null || head.size() > newest.size()) {
        newest = head;
      }
    }
    if (newest == null) {
      throw new LedgerException(
          LedgerException.Reason.NOT_A_LOG, directory, "there is neither a log nor a mirror of it");
    }
    return newest;
  }

  private TreeEdge edge(LogDirectory log, @Nullable Head local, Head target) throws IOException {
    HashAlgorithm hash = LogIdentity.hashOf(target.checkpoint().origin());
    if (local == null) {
      return new TreeEdge(hash);
    }
    TreeEdge edge = TreeEdge.load(new TileStore(log.source(), hash), local.size());
    requireSame(edge, local);
    return edge;
  }

  private void requireSame(TreeEdge edge, Head signed) throws LedgerException {
    if (edge.size() == signed.size() && !Arrays.equals(edge.root(), signed.checkpoint().root())) {
      throw new LedgerException(
          LedgerException.Reason.INCONSISTENT,
          directory,
          "the entries do not have the root that was signed for size "
              + signed.size()
              + ": two histories, or damaged files; run fsck on all copies");
    }
  }

  /** Appends what the mirror has more. */
  private void fill(LogDirectory log, TreeEdge edge, Optional<LogSource> mirror, Head target)
      throws IOException {
    Map<TilePath, byte[]> tiles = new LinkedHashMap<>();
    long since = edge.size();
    TileStore store =
        new TileStore(
            mirror.orElse(log.source()), LogIdentity.hashOf(target.checkpoint().origin()));
    while (edge.size() < target.size()) {
      byte[] entry;
      try {
        entry = store.entry(edge.size(), target.size());
      } catch (LedgerException e) {
        throw behind(edge.size(), target.size(), e);
      }
      edge.append(entry, tiles);
      if (tiles.size() >= BATCH) {
        log.store(tiles);
        tiles.clear();
      }
    }
    requireSame(edge, target);
    edge.partials(since, tiles);
    log.store(tiles);
  }

  /** Every checkpoint that was ever signed must lie on the history that goes on. */
  private void requireOneHistory(LogDirectory log, List<Head> known, Head target)
      throws IOException {
    TileStore store = new TileStore(log.source(), LogIdentity.hashOf(target.checkpoint().origin()));
    LogView view = new LogView(store, new EntryIndex(0));
    for (Head signed : known) {
      if (!Arrays.equals(view.root(signed.size(), target), signed.checkpoint().root())) {
        throw new LedgerException(
            LedgerException.Reason.INCONSISTENT,
            directory,
            "the checkpoint that was signed for size "
                + signed.size()
                + " is of another history: nothing was restored; keep all copies");
      }
    }
  }

  private LedgerException behind(long has, long signed, Exception cause) {
    return new LedgerException(
        LedgerException.Reason.BEHIND_HEAD,
        directory,
        "the log has signed "
            + signed
            + " entries, and "
            + has
            + " are to be had: name a mirror that has the rest, or open a log of a new origin",
        cause);
  }

  private void confirmed(LogDirectory log, Head target) throws IOException {
    TileStore store = new TileStore(log.source(), LogIdentity.hashOf(target.checkpoint().origin()));
    Submission submission = new Submission(new LogView(store, new EntryIndex(0)), witnessKeys);
    for (CheckpointWitness witness : witnesses) {
      Submission.Result result = submission.submit(witness, target);
      result.refuse(directory.toString(), target);
      if (result.state() != Submission.State.CONFIRMED) {
        throw new LedgerException(
            LedgerException.Reason.QUORUM_MISSING,
            directory,
            "witness "
                + witness.name()
                + " did not say what it has seen ("
                + result.detail()
                + "); nothing was restored that may sign");
      }
    }
  }
}
