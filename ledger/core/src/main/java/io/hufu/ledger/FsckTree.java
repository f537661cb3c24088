package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.ledger.FsckFinding.Code;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the tree of a log again from its entries and compares every file with it. */
final class FsckTree {
  private final LogSource source;
  private final HashAlgorithm hash;
  private final FsckReport report;
  private final TileStore store;
  private final long size;
  private final LogView seen;

  private Sink sink = tiles -> {};

  /** Index of the last bundle that could not be read as one of this application. */
  private long lastLost = -1;

  /** Why that was so. */
  private String trouble = "";

  FsckTree(LogSource source, Checkpoint checkpoint, FsckReport report) {
    this.source = source;
    this.hash = LogIdentity.hashOf(checkpoint.origin());
    this.size = checkpoint.size();
    this.report = report;
    this.store = new TileStore(source, hash);
    this.seen = new LogView(store, new EntryIndex(0));
  }

  /** Takes what was derived, tile by tile. */
  @FunctionalInterface
  interface Sink {
    void take(Map<TilePath, byte[]> derived) throws IOException;
  }

  FsckTree into(Sink newSink) {
    this.sink = newSink;
    return this;
  }

  /** Returns the root of all entries; empty when too much is missing. */
  Optional<byte[]> derive() throws IOException {
    return derive(new TreeEdge(hash));
  }

  /** Goes on from a smaller tree that was checked before; only what is new is read and compared. */
  Optional<byte[]> derive(TreeEdge edge) throws IOException {
    long since = edge.size();
    Map<TilePath, byte[]> derived = new LinkedHashMap<>();
    while (edge.size() < size) {
      TilePath path = TilePath.in(size, TilePath.ENTRIES, edge.size() / TilePath.WIDTH);
      if (!bundle(path, edge, derived)
          && !foreign(path, edge, derived)
          && !leaves(path, edge, derived)) {
        return Optional.empty();
      }
      derived.forEach(this::compare);
      sink.take(derived);
      derived.clear();
    }
    edge.partials(since, derived);
    derived.forEach(this::compare);
    sink.take(derived);
    return Optional.of(edge.root());
  }

  /** Appends a bundle's entries; false, and nothing appended, when it cannot be read. */
  private boolean bundle(TilePath path, TreeEdge edge, Map<TilePath, byte[]> derived) {
    byte[] bundle;
    try {
      bundle = store.read(path);
    } catch (IOException e) {
      trouble = e.toString();
      return false;
    }
    int first = (int) (edge.size() % TilePath.WIDTH);
    for (int slot = first; slot < path.width(); slot++) {
      if (EntryBundle.get(bundle, slot).isEmpty()) {
        trouble = "entry " + slot + " has not 34 bytes";
        return false;
      }
    }
    for (int slot = first; slot < path.width(); slot++) {
      byte[] entry = EntryBundle.get(bundle, slot).orElseThrow();
      judge(path, slot, entry, edge.size());
      edge.append(entry, derived);
    }
    return true;
  }

  private void judge(TilePath path, int slot, byte[] entry, long position) {
    if (!EntryBundle.knownVersion(entry)) {
      report.add(
          Code.ENTRY_VERSION_UNKNOWN, path.path(), "entry " + slot + ", version " + entry[0]);
    } else if (!EntryBundle.knownKind(entry)) {
      report.add(Code.ENTRY_KIND_UNKNOWN, path.path(), "entry " + slot + ", kind " + entry[1]);
    }
    try {
      long earlier = seen.find(entry, position, size);
      if (earlier >= 0) {
        report.add(
            Code.ENTRY_REPEATED, path.path(), "entry " + slot + " stands at " + earlier + " too");
      }
    } catch (IOException e) {
      // the earlier bundle was reported when it was read
    }
    seen.add(entry, position);
  }

  /** Goes on with entries of another application, so that tiles and root can be checked. */
  private boolean foreign(TilePath path, TreeEdge edge, Map<TilePath, byte[]> derived) {
    List<byte[]> entries = store.anyEntries(path);
    if (entries.size() < path.width()) {
      return false;
    }
    int first = (int) (edge.size() % TilePath.WIDTH);
    for (byte[] entry : entries.subList(first, path.width())) {
      edge.appendLeaf(MerkleTree.leafHash(hash, entry), derived);
    }
    report.add(
        Code.ENTRY_FOREIGN, path.path(), "entries of another application; the tree is checked");
    lastLost = path.index();
    return true;
  }

  /** Goes on with the leaf hashes of a bundle that is lost, so that the rest can be checked. */
  private boolean leaves(TilePath lost, TreeEdge edge, Map<TilePath, byte[]> derived) {
    report.add(Code.BUNDLE_WRONG, lost.path(), trouble);
    try {
      byte[] hashes = store.read(new TilePath(0, lost.index(), lost.width()));
      int first = (int) (edge.size() % TilePath.WIDTH) * hash.length();
      for (int at = first; at < hashes.length; at += hash.length()) {
        edge.appendLeaf(Arrays.copyOfRange(hashes, at, at + hash.length()), derived);
      }
      lastLost = lost.index();
      return true;
    } catch (IOException e) {
      report.add(Code.TILE_MISSING, "tile/0", e.toString());
      return false;
    }
  }

  /** Compares a tile with its file, and the older partial files of its place with its start. */
  private void compare(TilePath path, byte[] derived) {
    if (path.level() == TilePath.ENTRIES && path.index() == lastLost) {
      return;
    }
    try {
      if (!Arrays.equals(store.read(path), derived)) {
        report.add(
            Code.TILE_WRONG,
            path.path(),
            "differs from the entries from item " + first(path, derived));
      }
    } catch (IOException e) {
      report.add(Code.TILE_MISSING, path.path(), e.toString());
    }
    for (String width : older(path)) {
      TilePath.parse(path.partials() + "/" + width)
          .filter(partial -> partial.width() < path.width())
          .ifPresent(partial -> compareStart(partial, derived));
    }
  }

  private int first(TilePath path, byte[] derived) throws IOException {
    return Arrays.mismatch(store.read(path), derived) / path.itemLength();
  }

  private void compareStart(TilePath partial, byte[] derived) {
    try {
      if (!Arrays.equals(store.readExactly(partial), Arrays.copyOf(derived, partial.length()))) {
        report.add(Code.TILE_WRONG, partial.path(), "is not the start of the later tile");
      }
    } catch (IOException e) {
      report.add(Code.TILE_WRONG, partial.path(), e.toString());
    }
  }

  private List<String> older(TilePath path) {
    try {
      return source.list(path.partials());
    } catch (IOException e) {
      report.add(Code.UNREADABLE, path.partials(), e.toString());
      return List.of();
    }
  }
}
