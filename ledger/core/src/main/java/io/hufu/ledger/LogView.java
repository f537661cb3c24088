package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree;
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
    long position = find(encoded(entry, hash()), head.size());
    return position < 0 ? Optional.empty() : Optional.of(receipt(head, position, salt(entry)));
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

  /** Proves that the entry at a position is under a checkpoint. */
  AnchorReceipt receipt(Head head, long position, byte @Nullable [] salt) throws IOException {
    List<byte[]> path =
        reading(
            () ->
                MerkleTree.inclusionPath(hash(), position, head.size(), store.nodes(head.size())));
    return new AnchorReceipt(
        head.checkpoint().origin(), hash(), position, head.size(), path, head.text(), salt, null);
  }

  /** Proves whatever entry stands at a position. */
  AnchorReceipt prove(Head head, long position) throws IOException {
    require(position >= 0 && position < head.size(), "index " + position, head);
    return receipt(head, position, null);
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
    return reading(() -> MerkleTree.consistencyPath(hash(), first, second, store.nodes(second)));
  }

  /** Computes the root that a log of size {@code now} had at a smaller size. */
  byte[] root(long size, long now) throws IOException {
    return reading(() -> MerkleTree.root(hash(), size, store.nodes(now)));
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
