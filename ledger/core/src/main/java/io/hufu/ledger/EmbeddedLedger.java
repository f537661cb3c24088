package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.LogWriter.Placement;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tile log in a directory: one process, no server, plain files. Thread-safe.
 *
 * <p>Durable means: tiles synced, then the signed head beside the key, then the checkpoint replaced
 * atomically, then receipts released. Concurrent calls are made durable together, so threads that
 * anchor single entries and calls that anchor many are both fast. Reuse one object; close it.
 *
 * <pre>{@code
 * try (EmbeddedLedger log =
 *     EmbeddedLedger.in(Path.of("ledger"), key)
 *         .headFile(Path.of("keys/ledger.head"))
 *         .create("ledger.agency.example/2026/sm3")) {
 *   AnchorReceipt receipt = log.anchor(List.of(entry)).get(0);
 * }
 * }</pre>
 *
 * <p>Whoever only reads needs no key and no lock: {@link LogReader}.
 */
public final class EmbeddedLedger implements Ledger {
  private final LogWriter writer;
  private final LogWriter.Parts parts;
  private final GroupCommit group;
  private final SaltJournal salts;
  private final Closeable lock;

  EmbeddedLedger(LogWriter writer, GroupCommit group, SaltJournal salts, Closeable lock) {
    this.writer = writer;
    this.parts = writer.parts();
    this.group = group;
    this.salts = salts;
    this.lock = lock;
  }

  /** Returns the log's origin. */
  public String origin() {
    return parts.identity().origin();
  }

  @Override
  public HashAlgorithm hash() {
    return parts.identity().hash();
  }

  /** Returns the key that verifies this log's checkpoints, for a trust list. */
  public NoteKey noteKey() {
    return parts.identity().key();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when an entry was made for another hash
   */
  @Override
  public List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<byte[]> encoded = entries.stream().map(this::encoded).toList();
    Placement placement = append(encoded);
    List<AnchorReceipt> receipts = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      byte[] salt = LogView.salt(entries.get(i));
      receipts.add(
          parts.view().receipt(placement.head(), placement.positions()[i], encoded.get(i), salt));
    }
    return List.copyOf(receipts);
  }

  /** Appends encoded entries durably. */
  Placement append(List<byte[]> encoded) throws IOException {
    return group.append(encoded);
  }

  /** Returns the newest published checkpoint. */
  Head head() {
    return writer.head();
  }

  LogView view() {
    return parts.view();
  }

  Path directory() {
    return parts.directory().root();
  }

  /** Publishes the lines of a confirmed checkpoint, if it is still the current one. */
  void addLines(Head confirmed) throws IOException {
    writer.replaceLines(
        current ->
            current.note().text().equals(confirmed.note().text())
                ? confirmed.note().signatures()
                : current.note().signatures());
  }

  /** Anchors any file; see {@link #anchorFiles}. */
  public AnchorReceipt anchorFile(byte[] fileDigest) throws IOException {
    return anchorFiles(List.of(fileDigest)).get(0);
  }

  /**
   * Anchors files by their digests; each receipt holds the salt that was drawn for its file.
   *
   * <p>The salt is written down durably first, so a repeat finds the same entry.
   *
   * @param fileDigests by the log's hash
   */
  public List<AnchorReceipt> anchorFiles(List<byte[]> fileDigests) throws IOException {
    return anchor(fileEntries(fileDigests));
  }

  /** Makes the entries of files; their salts are durable when this returns. */
  List<LogEntry> fileEntries(List<byte[]> fileDigests) throws IOException {
    fileDigests.forEach(this::requireDigest);
    List<byte[]> drawn = drawn(fileDigests);
    List<LogEntry> entries = new ArrayList<>(drawn.size());
    for (int i = 0; i < drawn.size(); i++) {
      entries.add(fileEntry(fileDigests.get(i), drawn.get(i)));
    }
    return entries;
  }

  private List<byte[]> drawn(List<byte[]> fileDigests) throws IOException {
    try {
      return salts.salts(fileDigests);
    } catch (IOException e) {
      throw LedgerException.writeFailed(parts.directory().root(), e);
    }
  }

  /** Finds a file that was anchored here, by its digest. */
  public Optional<AnchorReceipt> findFile(byte[] fileDigest) throws IOException {
    requireDigest(fileDigest);
    Optional<byte[]> salt = salts.find(fileDigest);
    return salt.isEmpty() ? Optional.empty() : find(fileEntry(fileDigest, salt.get()));
  }

  @Override
  public Optional<AnchorReceipt> find(LogEntry entry) throws IOException {
    return parts.view().find(entry, writer.head());
  }

  @Override
  public AnchorReceipt prove(long index) throws IOException {
    return parts.view().prove(writer.head(), index);
  }

  @Override
  public List<byte[]> consistency(long first, long second) throws IOException {
    return parts.view().consistency(writer.head(), first, second);
  }

  @Override
  public String checkpoint() {
    return writer.head().text();
  }

  @Override
  public long size() {
    return writer.head().size();
  }

  /**
   * Adds witnesses' cosignatures to the current checkpoint, durably; later receipts carry them.
   *
   * @param cosigned the current checkpoint's text with cosignature lines
   * @param witnesses keys to accept; lines of other keys are left out
   * @return the checkpoint with all its lines
   * @throws LedgerException COSIGNATURE_REFUSED when it is for another checkpoint, a known
   *     witness's line does not verify, or there is none
   */
  public String addCosignatures(SignedNote cosigned, Collection<NoteKey> witnesses)
      throws IOException {
    Cosignatures lines =
        new Cosignatures(parts.directory().root(), cosigned, List.copyOf(witnesses));
    return writer.replaceLines(lines).text();
  }

  /**
   * Ends the log for good: nothing more is ever signed under its origin. Cannot be undone.
   *
   * <p>What it holds stays provable for ever; anchoring an entry again still finds it. The signed
   * statement is the public file {@code frozen}.
   *
   * @param successor origin of the log that entries go to now; null when there is none
   */
  public LogEnd freeze(@Nullable String successor) throws IOException {
    return writer.end(Optional.ofNullable(successor));
  }

  /** Finishes the appends that wait, then lets another writer in. */
  @Override
  public void close() throws IOException {
    group.close();
    lock.close();
  }

  private LogEntry fileEntry(byte[] digest, byte[] salt) {
    return new LogEntry(LogEntry.Kind.OTHER_FILE, hash(), digest, salt, new byte[0]);
  }

  private void requireDigest(byte[] digest) {
    if (digest.length != hash().length()) {
      throw new IllegalArgumentException("a file's digest must be one of " + hash().label());
    }
  }

  private byte[] encoded(LogEntry entry) {
    return LogView.encoded(entry, hash());
  }

  /** Starts from what every log needs; see {@link LedgerBuilder}. */
  public static LedgerBuilder in(Path directory, SigningKey key) {
    return new LedgerBuilder(directory, key);
  }
}
