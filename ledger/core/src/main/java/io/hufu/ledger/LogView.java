package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.MerkleTree.NodeSource;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks entries up and proves them under a given checkpoint. Thread-safe. */
final class LogView {
  /** Where the digest starts in an entry: after version and kind. */
  private static final int DIGEST = 2;

  private final TileStore store;
  private final EntryIndex index;

  /** The last checkpoint whose root the unfinished tiles were found to have. */
  private volatile @Nullable String proven;

  LogView(TileStore store, EntryIndex index) {
    this.store = store;
    this.index = index;
  }

  HashAlgorithm hash() {
    return store.hash();
  }

  /** Returns the 34 bytes of an entry, if it was made for this hash. */
  static byte[] encoded(LogEntry entry, HashAlgorithm hash) {
    if (entry.hash() != hash) {
      throw new IllegalArgumentException(
          "this log hashes with " + hash.label() + ", the entry with " + entry.hash().label());
    }
    return entry.encoded();
  }

  /** Finds an entry and proves it. */
  Optional<AnchorReceipt> find(LogEntry entry, Head head) throws IOException {
    byte[] encoded = encoded(entry, hash());
    long position = find(encoded, head.size());
    return position < 0
        ? Optional.empty()
        : Optional.of(receipt(head, position, encoded, salt(entry)));
  }

  /** Returns the position of an entry in a log of this size, or -1. */
  long find(byte[] entry, long size) throws IOException {
    return find(entry, size, size);
  }

  /** Returns the position of an entry below another one in a log of this size, or -1. */
  long find(byte[] entry, long below, long size) throws IOException {
    for (long position : index.candidates(EntryIndex.prefix(entry, DIGEST))) {
      if (position < below && Arrays.equals(store.entry(position, size), entry)) {
        return position;
      }
    }
    return -1;
  }

  /** Enters an entry into the index. */
  void add(byte[] entry, long position) {
    index.add(EntryIndex.prefix(entry, DIGEST), position);
  }

  /** Enters what a log holds from one size to another, read from its bundles. */
  void index(long from, long to) throws IOException {
    for (long at = from; at < to; ) {
      TilePath path = TilePath.in(to, TilePath.ENTRIES, at / TilePath.WIDTH);
      byte[] bundle = store.read(path);
      for (int slot = (int) (at % TilePath.WIDTH); slot < path.width(); slot++, at++) {
        add(store.entry(path, bundle, slot), at);
      }
    }
  }

  /**
   * Proves that an entry stands at a position under a checkpoint, with what was read checked
   * against the checkpoint's root: a rotten file is an error and not a receipt that fails
   * elsewhere.
   */
  AnchorReceipt receipt(Head head, long position, byte[] entry, byte @Nullable [] salt)
      throws IOException {
    requireRoot(head);
    NodeSource nodes = store.nodes(head.size());
    byte[] leaf = reading(() -> nodes.node(0, position));
    if (!Arrays.equals(leaf, MerkleTree.leafHash(hash(), entry))) {
      TilePath bundle = TilePath.in(head.size(), TilePath.ENTRIES, position / TilePath.WIDTH);
      throw store.damaged(bundle, "entry " + position + " does not have its leaf hash", null);
    }
    List<byte[]> path =
        reading(() -> MerkleTree.inclusionPath(hash(), position, head.size(), nodes));
    return new AnchorReceipt(
        head.checkpoint().origin(), hash(), position, head.size(), path, head.text(), salt, null);
  }

  private void requireRoot(Head head) throws IOException {
    if (head.note().text().equals(proven)) {
      return;
    }
    if (!Arrays.equals(root(head.size(), head), head.checkpoint().root())) {
      throw store.damaged(
          TilePath.in(head.size(), 0, (head.size() - 1) / TilePath.WIDTH),
          "the tiles do not have the checkpoint's root",
          null);
    }
    proven = head.note().text();
  }

  /** Proves whatever entry stands at a position. */
  AnchorReceipt prove(Head head, long position) throws IOException {
    return receipt(head, position, entry(head, position), null);
  }

  /** Returns the 34 bytes at a position. */
  byte[] entry(Head head, long position) throws IOException {
    require(position >= 0 && position < head.size(), "index " + position, head);
    return store.entry(position, head.size());
  }

  private static void require(boolean valid, String what, Head head) {
    if (!valid) {
      throw new IllegalArgumentException(what + ": the log has " + head.size() + " entries");
    }
  }

  /** Proves that the tree of {@code first} leaves is a prefix of that of {@code second}. */
  List<byte[]> consistency(Head head, long first, long second) throws IOException {
    require(
        first >= 0 && first <= second && second <= head.size(),
        "sizes " + first + " and " + second,
        head);
    return reading(
        () -> MerkleTree.consistencyPath(hash(), first, second, store.nodes(head.size())));
  }

  /** Computes the root that a log had at a size up to its present one. */
  byte[] root(long size, Head now) throws IOException {
    return reading(() -> MerkleTree.root(hash(), size, store.nodes(now.size())));
  }

  /** Returns what a receipt for this entry carries as salt: only files have one. */
  static byte @Nullable [] salt(LogEntry entry) {
    return entry.kind() == LogEntry.Kind.OTHER_FILE ? entry.certificateDigest() : null;
  }

  private static <T> T reading(Supplier<T> work) throws IOException {
    try {
      return work.get();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
