package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree.NodeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads published tiles and entry bundles. Thread-safe.
 *
 * <p>Keeps the last 256 tile trees (about 16 kB each) and the last 256 bundles (9 kB each).
 */
final class TileStore {
  private static final int CACHED = 256;

  private final LogSource source;
  private final HashAlgorithm hash;
  private final Map<TilePath, TileTree> trees = leastRecentlyUsed();
  private final Map<TilePath, byte[]> bundles = leastRecentlyUsed();

  TileStore(LogSource source, HashAlgorithm hash) {
    this.source = source;
    this.hash = hash;
  }

  HashAlgorithm hash() {
    return hash;
  }

  /**
   * Reads a tile or bundle, from the full one when the partial one is gone (C2SP tlog-tiles,
   * Partial Tiles).
   *
   * @throws LedgerException DAMAGED when there is neither, or the length is wrong
   */
  byte[] read(TilePath tile) throws IOException {
    try {
      return readExactly(tile);
    } catch (NoSuchFileException missing) {
      if (tile.partial()) {
        try {
          return Arrays.copyOf(readExactly(tile.full()), tile.length());
        } catch (NoSuchFileException e) {
          missing.addSuppressed(e);
        }
      }
      throw damaged(tile, "a file of the log is missing", missing);
    }
  }

  /** Reads exactly this file. */
  byte[] readExactly(TilePath tile) throws IOException {
    byte[] content = source.read(tile.path(), tile.length());
    if (content.length != tile.length()) {
      throw damaged(tile, "a file of the log is cut short", null);
    }
    return content;
  }

  /**
   * Returns the entries of a bundle whatever their lengths; fewer than its width when it has no
   * more, none when it cannot be read or ends inside an entry.
   */
  List<byte[]> anyEntries(TilePath bundle) {
    int most = TilePath.WIDTH * (2 + 0xffff);
    try {
      return EntryBundle.any(source.read(bundle.path(), most), bundle.width()).orElse(List.of());
    } catch (IOException e) {
      try {
        return bundle.partial()
            ? EntryBundle.any(source.read(bundle.full().path(), most), bundle.width())
                .orElse(List.of())
            : List.of();
      } catch (IOException neither) {
        return List.of();
      }
    }
  }

  /** Says that a file of the log is not what it should be. */
  LedgerException damaged(TilePath tile, String what, @Nullable Throwable cause) {
    return new LedgerException(
        LedgerException.Reason.DAMAGED,
        source.where(tile.path()),
        what + "; run fsck, then restore the file from a mirror or a backup",
        cause);
  }

  /** Reads one entry of a log that has this many. */
  byte[] entry(long position, long size) throws IOException {
    TilePath path = TilePath.in(size, TilePath.ENTRIES, position / TilePath.WIDTH);
    byte[] bundle = bundles.get(path);
    if (bundle == null) {
      bundle = read(path);
      bundles.put(path, bundle);
    }
    return entry(path, bundle, (int) (position % TilePath.WIDTH));
  }

  /** Takes an entry from a bundle; refuses lengths, versions and kinds it does not know. */
  byte[] entry(TilePath path, byte[] bundle, int slot) throws LedgerException {
    return EntryBundle.get(bundle, slot)
        .filter(entry -> EntryBundle.knownVersion(entry) && EntryBundle.knownKind(entry))
        .orElseThrow(() -> damaged(path, "entry " + slot + " has an unknown form", null));
  }

  /**
   * Gives the complete nodes of a tree of this size; failures are UncheckedIOExceptions.
   *
   * <p>A full tile is compared with its hash one level up before it is used, so that a rotten file
   * is an error and not a wrong proof. The unfinished tiles have nobody above them: whoever has the
   * checkpoint compares the root.
   */
  NodeSource nodes(long size) {
    return (level, index) -> {
      try {
        return node(size, level, index);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private byte[] node(long size, int level, long index) throws IOException {
    int within = level % TilePath.HEIGHT;
    long first = index << within;
    TilePath path = TilePath.in(size, level / TilePath.HEIGHT, first / TilePath.WIDTH);
    int slot = (int) (first % TilePath.WIDTH) >> within;
    return tree(size, path).node(within, slot, hash.length());
  }

  private TileTree tree(long size, TilePath path) throws IOException {
    TileTree tree = trees.get(path);
    if (tree == null) {
      tree = TileTree.of(hash, read(path));
      if (!path.partial()) {
        byte[] above = node(size, (path.level() + 1) * TilePath.HEIGHT, path.index());
        if (!Arrays.equals(above, tree.node(TilePath.HEIGHT, 0, hash.length()))) {
          throw damaged(path, "a tile does not have its hash one level up", null);
        }
      }
      trees.put(path, tree);
    }
    return tree;
  }

  private static <V> Map<TilePath, V> leastRecentlyUsed() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(CACHED, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<TilePath, V> eldest) {
            return size() > CACHED;
          }
        });
  }
}
