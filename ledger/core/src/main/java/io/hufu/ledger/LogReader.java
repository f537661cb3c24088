package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads a log's directory, or a mirror of it, without key and lock. Thread-safe.
 *
 * <p>May run beside the writer: every call looks at the checkpoint that is there at that moment. It
 * does not judge signatures: receipts are judged by who uses them, files by {@link #fsck}.
 */
public final class LogReader {
  private final LogSource source;
  private final String origin;
  private final LogView view;
  private long indexed;

  private LogReader(LogSource source, String origin, LogView view) {
    this.source = source;
    this.origin = origin;
    this.view = view;
  }

  /** Opens a directory that holds a checkpoint, or throws a {@link LedgerException}. */
  public static LogReader open(Path directory) throws IOException {
    return open(directory, DiskFiles.INSTANCE);
  }

  static LogReader open(Path directory, FileLayer files) throws IOException {
    return open(new DirectorySource(files, directory));
  }

  /**
   * Opens a log behind a web server, or throws a {@link LedgerException}.
   *
   * @param base http or https, below which {@code checkpoint} and {@code tile/} lie
   * @param timeout within which each whole answer must be there
   */
  public static LogReader open(URI base, Duration timeout) throws IOException {
    return open(new HttpSource(base, timeout));
  }

  static LogReader open(LogSource source) throws IOException {
    String origin = Head.read(source).checkpoint().origin();
    TileStore store = new TileStore(source, LogIdentity.hashOf(origin));
    EntryIndex index = new EntryIndex(new SecureRandom().nextLong());
    return new LogReader(source, origin, new LogView(store, index));
  }

  /** Returns the log's origin. */
  public String origin() {
    return origin;
  }

  /** Returns the hash that the origin stands for. */
  public HashAlgorithm hash() {
    return view.hash();
  }

  /** Returns the newest checkpoint as a signed note; its signatures are not checked. */
  public String checkpoint() throws IOException {
    return head().text();
  }

  /** Returns the number of entries under the newest checkpoint. */
  public long size() throws IOException {
    return head().size();
  }

  /** Returns the 34 bytes at an index from 0 below the size. */
  public byte[] entry(long index) throws IOException {
    return view.entry(head(), index);
  }

  /** Finds an entry and gives a receipt; the first call reads all entries. */
  public Optional<AnchorReceipt> find(LogEntry entry) throws IOException {
    Head head = head();
    synchronized (this) {
      if (indexed < head.size()) {
        view.index(indexed, head.size());
        indexed = head.size();
      }
    }
    return view.find(entry, head);
  }

  /** Gives a receipt, without salt, for whatever stands at an index from 0 below the size. */
  public AnchorReceipt prove(long index) throws IOException {
    return view.prove(head(), index);
  }

  /** Proves that the log at one size is a prefix of itself at a later one. */
  public List<byte[]> consistency(long first, long second) throws IOException {
    return view.consistency(head(), first, second);
  }

  /**
   * Returns the log's signed word that it has ended; empty while it goes on.
   *
   * @param keys of the log
   * @throws MalformedDataException when the file is not signed by one of them
   */
  public Optional<LogEnd> end(List<NoteKey> keys) throws IOException, MalformedDataException {
    try {
      return Optional.of(LogEnd.parse(source.read(LogEnd.FILE, Head.MAX_LENGTH), keys));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns what a server of C2SP tlog-tiles answers for a path; empty means 404.
   *
   * <p>Only the checkpoint and what it covers is public: never the salts, nor unpublished tiles.
   *
   * @param path relative, such as {@code checkpoint} or {@code tile/0/x001/067}
   */
  public Optional<byte[]> resource(String path) throws IOException {
    Head head = head();
    if (path.equals(LogDirectory.CHECKPOINT)) {
      return Optional.of(head.encoded());
    }
    if (path.equals(LogEnd.FILE)) {
      return end();
    }
    Optional<TilePath> tile = TilePath.parse(path).filter(each -> each.within(head.size()));
    try {
      return tile.isEmpty()
          ? Optional.empty()
          : Optional.of(source.read(path, tile.get().length()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Brings the newest checkpoint to a witness.
   *
   * @param keys of witnesses; a cosignature by another key counts for nothing
   * @return the signed note with the cosignatures that it has now
   * @throws LedgerException BEHIND_HEAD or WITNESS_CONTRADICTS when the witness has seen more, or
   *     another history; QUORUM_MISSING when it did not cosign
   */
  public String submit(CheckpointWitness witness, List<NoteKey> keys) throws IOException {
    Head head = head();
    Submission.Result result = new Submission(view, keys).submit(witness, head);
    result.refuse(source.where(""), head);
    if (result.state() != Submission.State.CONFIRMED) {
      throw new LedgerException(
          LedgerException.Reason.QUORUM_MISSING,
          source.where(""),
          "witness " + witness.name() + " did not cosign (" + result.detail() + ")",
          null);
    }
    List<SignedNote.Line> lines = new ArrayList<>(head.note().signatures());
    lines.addAll(result.lines());
    return head.withLines(lines).text();
  }

  private Optional<byte[]> end() throws IOException {
    try {
      return Optional.of(source.read(LogEnd.FILE, Head.MAX_LENGTH));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Derives everything again from the entries and compares; a damaged log is findings, never an
   * exception.
   *
   * @param keys of the log and its witnesses; with none, signatures are reported as unchecked
   * @return what was found, errors and notices; empty for a sound log
   */
  public static List<FsckFinding> fsck(Path directory, Collection<NoteKey> keys) {
    return fsck(directory, keys, DiskFiles.INSTANCE);
  }

  /** Checks a log behind a web server in the same way; files that nobody names are not seen. */
  public static List<FsckFinding> fsck(URI base, Duration timeout, Collection<NoteKey> keys) {
    return new Fsck(new HttpSource(base, timeout), List.copyOf(keys)).run();
  }

  static List<FsckFinding> fsck(Path directory, Collection<NoteKey> keys, FileLayer files) {
    return new Fsck(new DirectorySource(files, directory), List.copyOf(keys)).run();
  }

  private Head head() throws IOException {
    Head head = Head.read(source);
    if (!head.checkpoint().origin().equals(origin)) {
      throw new LedgerException(
          LedgerException.Reason.INCONSISTENT, source.where(""), "another log is there now", null);
    }
    return head;
  }
}
