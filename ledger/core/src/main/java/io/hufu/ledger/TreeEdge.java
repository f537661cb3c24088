package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.MerkleTree.NodeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The right edge of a tree: its unfinished tile at every level, and the unfinished bundle.
 *
 * <p>All that appending needs, so an append costs no read. Not thread-safe.
 */
final class TreeEdge {
  private final HashAlgorithm hash;
  private final List<byte[]> levels = new ArrayList<>();
  private final byte[] bundle = new byte[TilePath.WIDTH * EntryBundle.ITEM];
  private long size;

  TreeEdge(HashAlgorithm hash) {
    this.hash = hash;
  }

  /** Reads the edge of a stored tree and checks its last bundle against the leaf hashes. */
  static TreeEdge load(TileStore store, long size) throws IOException {
    TreeEdge edge = new TreeEdge(store.hash());
    edge.size = size;
    for (int level = 0; TilePath.items(size, level) > 0; level++) {
      edge.load(store, level, edge.level(level));
    }
    edge.load(store, TilePath.ENTRIES, edge.bundle);
    for (int slot = 0; slot < edge.width(0); slot++) {
      TilePath path = edge.partial(TilePath.ENTRIES);
      byte[] leaf = MerkleTree.leafHash(edge.hash, store.entry(path, edge.bundle, slot));
      if (!Arrays.equals(leaf, edge.item(0, slot))) {
        throw store.damaged(path, "entry " + slot + " does not have its leaf hash", null);
      }
    }
    return edge;
  }

  private void load(TileStore store, int level, byte[] target) throws IOException {
    if (width(level) > 0) {
      byte[] content = store.read(partial(level));
      System.arraycopy(content, 0, target, 0, content.length);
    }
  }

  TreeEdge copy() {
    TreeEdge copy = new TreeEdge(hash);
    copy.size = size;
    levels.forEach(level -> copy.levels.add(level.clone()));
    System.arraycopy(bundle, 0, copy.bundle, 0, bundle.length);
    return copy;
  }

  long size() {
    return size;
  }

  /** Appends an entry; tiles and bundles that it fills are put into {@code filled}. */
  void append(byte[] entry, Map<TilePath, byte[]> filled) {
    int slot = width(0);
    EntryBundle.put(bundle, slot, entry);
    if (slot == TilePath.WIDTH - 1) {
      filled.put(
          new TilePath(TilePath.ENTRIES, size / TilePath.WIDTH, TilePath.WIDTH), bundle.clone());
    }
    appendLeaf(MerkleTree.leafHash(hash, entry), filled);
  }

  /** Appends a leaf hash without its entry; only a check of damaged files does that. */
  void appendLeaf(byte[] leafHash, Map<TilePath, byte[]> filled) {
    byte[] node = leafHash;
    for (int level = 0; ; level++) {
      int slot = width(level);
      byte[] tile = level(level);
      System.arraycopy(node, 0, tile, slot * hash.length(), hash.length());
      if (slot < TilePath.WIDTH - 1) {
        break;
      }
      long index = TilePath.items(size, level) / TilePath.WIDTH;
      filled.put(new TilePath(level, index, TilePath.WIDTH), tile.clone());
      node = TileTree.of(hash, tile).node(TilePath.HEIGHT, 0, hash.length());
    }
    size++;
  }

  /** Puts the unfinished tiles and bundle that a tree of {@code since} leaves did not have. */
  void partials(long since, Map<TilePath, byte[]> target) {
    for (int level = TilePath.ENTRIES; level < levels.size(); level++) {
      if (width(level) > 0 && TilePath.items(size, level) != TilePath.items(since, level)) {
        TilePath path = partial(level);
        target.put(path, Arrays.copyOf(content(level), path.length()));
      }
    }
  }

  /** Computes the root of the tree. */
  byte[] root() {
    return MerkleTree.root(hash, size, nodes(Map.of()));
  }

  /** Gives the nodes right of the edge that a tree had before {@code filled} was filled. */
  NodeSource nodes(Map<TilePath, byte[]> filled) {
    Map<TilePath, TileTree> trees = new HashMap<>();
    return (level, index) -> {
      int within = level % TilePath.HEIGHT;
      long first = index << within;
      TilePath path = TilePath.in(size, level / TilePath.HEIGHT, first / TilePath.WIDTH);
      TileTree tree = trees.computeIfAbsent(path, key -> TileTree.of(hash, hashes(key, filled)));
      return tree.node(within, (int) (first % TilePath.WIDTH) >> within, hash.length());
    };
  }

  private byte[] hashes(TilePath path, Map<TilePath, byte[]> filled) {
    byte[] full = filled.get(path);
    if (full != null) {
      return full;
    }
    if (!path.partial()) {
      throw new IllegalStateException("left of the edge: " + path.path());
    }
    return Arrays.copyOf(level(path.level()), path.length());
  }

  private TilePath partial(int level) {
    return TilePath.in(size, level, TilePath.items(size, level) / TilePath.WIDTH);
  }

  private int width(int level) {
    return (int) (TilePath.items(size, level) % TilePath.WIDTH);
  }

  private byte[] content(int level) {
    return level == TilePath.ENTRIES ? bundle : level(level);
  }

  private byte[] level(int level) {
    while (levels.size() <= level) {
      levels.add(new byte[TilePath.WIDTH * hash.length()]);
    }
    return levels.get(level);
  }

  private byte[] item(int level, int slot) {
    return Arrays.copyOfRange(level(level), slot * hash.length(), (slot + 1) * hash.length());
  }
}
