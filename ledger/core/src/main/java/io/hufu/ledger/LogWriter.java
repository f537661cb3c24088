package io.hufu.ledger;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends groups of entries durably and signs what it has stored. Thread-safe; one at a time.
 *
 * <p>A signed checkpoint is a promise, even if writing it fails: it stays {@code signed} and is
 * published before anything else is signed, so that no two checkpoints can contradict each other.
 */
final class LogWriter {
  /** What the writer needs for its whole life. */
  record Parts(LogDirectory directory, LogIdentity identity, LogKeys keys, LogView view) {}

  /** Where a group's entries are, and the checkpoint that covers them. */
  record Placement(long[] positions, Head head) {}

  private record Signed(Head head, TreeEdge edge, List<byte[]> entries) {}

  private static final System.Logger LOGGER = System.getLogger(LogWriter.class.getName());

  private final Parts parts;
  private TreeEdge edge;
  private volatile Head head;
  private @Nullable Signed signed;
  private boolean leftovers;
  private boolean ended;

  LogWriter(Parts parts, TreeEdge edge, Head head) {
    this.parts = parts;
    this.edge = edge;
    this.head = head;
  }

  Parts parts() {
    return parts;
  }

  /** Returns the newest published checkpoint. */
  Head head() {
    return head;
  }

  /** Appends what is new of all lists and places every entry; durable when it returns. */
  synchronized List<Placement> commit(List<List<byte[]>> group) throws IOException {
    publishSigned();
    if (leftovers) {
      parts.directory.repair(head.size());
      leftovers = false;
    }
    List<byte[]> fresh = new ArrayList<>();
    List<long[]> positions = place(group, fresh);
    if (!fresh.isEmpty()) {
      if (ended) {
        throw LogOpening.frozen(parts.directory.root());
      }
      append(fresh);
    }
    return positions.stream().map(each -> new Placement(each, head)).toList();
  }

  private List<long[]> place(List<List<byte[]>> group, List<byte[]> fresh) throws IOException {
    Map<ByteBuffer, Long> placed = new HashMap<>();
    List<long[]> all = new ArrayList<>();
    for (List<byte[]> entries : group) {
      long[] positions = new long[entries.size()];
      for (int i = 0; i < positions.length; i++) {
        byte[] entry = entries.get(i);
        long position = parts.view.find(entry, edge.size());
        if (position < 0) {
          long next = edge.size() + fresh.size();
          Long earlier = placed.putIfAbsent(ByteBuffer.wrap(entry), next);
          position = earlier == null ? next : earlier;
          if (earlier == null) {
            fresh.add(entry);
          }
        }
        positions[i] = position;
      }
      all.add(positions);
    }
    return all;
  }

  private void append(List<byte[]> entries) throws IOException {
    TreeEdge next = edge.copy();
    Map<TilePath, byte[]> tiles = new LinkedHashMap<>();
    entries.forEach(entry -> next.append(entry, tiles));
    Checkpoint checkpoint = new Checkpoint(parts.identity.origin(), next.size(), next.root());
    requireConsistent(checkpoint, next, tiles);
    List<TilePath> full = List.copyOf(tiles.keySet());
    next.partials(edge.size(), tiles);

    long before = edge.size();
    leftovers = true; // until the checkpoint is signed, what is stored counts for nothing
    parts.directory.store(tiles);
    signed = new Signed(sign(checkpoint), next, entries);
    leftovers = false;
    publishSigned();
    dropSuperseded(before, full);
  }

  private void requireConsistent(Checkpoint next, TreeEdge nextEdge, Map<TilePath, byte[]> filled)
      throws LedgerException {
    Checkpoint last = head.checkpoint();
    List<byte[]> path =
        MerkleTree.consistencyPath(
            parts.view.hash(), last.size(), next.size(), nextEdge.nodes(filled));
    if (!MerkleTree.verifyConsistency(
        parts.view.hash(), last.size(), last.root(), next.size(), next.root(), path)) {
      throw new LedgerException(
          LedgerException.Reason.INCONSISTENT,
          parts.directory.root(),
          "the next checkpoint would contradict the last one: nothing is signed; run fsck");
    }
  }

  private Head sign(Checkpoint checkpoint) throws LedgerException {
    try {
      return parts.keys.sign(checkpoint);
    } catch (KeyUnavailableException e) {
      throw new LedgerException(
          LedgerException.Reason.KEY_UNAVAILABLE,
          parts.directory.root(),
          "the log's key cannot sign (" + e.getMessage() + "); nothing was anchored",
          e);
    }
  }

  /** Finishes a checkpoint that is signed: head beside the key first, then the log's own. */
  private void publishSigned() throws IOException {
    Signed next = signed;
    if (next == null) {
      return;
    }
    parts.directory.storeHead(next.head);
    parts.directory.storeCheckpoint(next.head);
    long position = head.size();
    for (byte[] entry : next.entries) {
      parts.view.add(entry, position++);
    }
    edge = next.edge;
    head = next.head;
    signed = null;
  }

  /** Partial tiles of places that are full now; only the old edge can have had any. */
  private void dropSuperseded(long before, List<TilePath> full) {
    for (TilePath tile : full) {
      if (tile.index() == TilePath.items(before, tile.level()) / TilePath.WIDTH) {
        try {
          parts.directory.dropPartials(tile);
        } catch (IOException e) { // they only take space: the append itself is done
          LOGGER.log(System.Logger.Level.WARNING, "not deleted: " + tile.partials(), e);
        }
      }
    }
  }

  /** Signs that nothing more will be signed; durable when it returns. */
  synchronized LogEnd end(Optional<String> successor) throws IOException {
    publishSigned();
    LogEnd end = new LogEnd(head.checkpoint(), successor);
    try {
      byte[] note = end.sign(parts.keys.signing()).encoded().getBytes(StandardCharsets.UTF_8);
      ended = true; // from here on, whether or not the files can be written
      parts.directory.storeEnd(note);
    } catch (KeyUnavailableException e) {
      throw new LedgerException(
          LedgerException.Reason.KEY_UNAVAILABLE,
          parts.directory.root(),
          "the log's key cannot sign (" + e.getMessage() + "); the log was not ended",
          e);
    }
    return end;
  }

  /** Replaces the current checkpoint by the same one with other signature lines. */
  synchronized Head replaceLines(Cosigning cosigning) throws IOException {
    publishSigned();
    Head next = head.withLines(cosigning.lines(head));
    parts.directory.storeCheckpoint(next);
    head = next;
    return next;
  }

  /** Chooses the lines under the current checkpoint. */
  @FunctionalInterface
  interface Cosigning {
    List<SignedNote.Line> lines(Head current) throws LedgerException;
  }
}
