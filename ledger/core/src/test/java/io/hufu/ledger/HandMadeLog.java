package io.hufu.ledger;

import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes logs that the ledger itself would never write. */
final class HandMadeLog {
  private HandMadeLog() {}

  /** Stores these octets as entries under a checkpoint of their root. */
  static RecordingFiles of(TestLog log, Path directory, List<byte[]> entries) throws Exception {
    RecordingFiles files = new RecordingFiles();
    LogDirectory target = new LogDirectory(files, directory, Path.of("/keys/handmade.head"));
    target.prepare();
    TreeEdge edge = new TreeEdge(log.hash());
    Map<TilePath, byte[]> tiles = new LinkedHashMap<>();
    entries.forEach(entry -> edge.append(entry, tiles));
    edge.partials(0, tiles);
    target.store(tiles);
    sign(log, target, edge.size(), edge.root());
    return files;
  }

  /** Stores entries of any lengths, as a log of another application has them. */
  static RecordingFiles foreign(TestLog log, Path directory, List<byte[]> entries)
      throws Exception {
    RecordingFiles files = new RecordingFiles();
    LogDirectory target = new LogDirectory(files, directory, Path.of("/keys/handmade.head"));
    target.prepare();
    TreeEdge edge = new TreeEdge(log.hash());
    Map<TilePath, byte[]> tiles = new LinkedHashMap<>();
    entries.forEach(entry -> edge.appendLeaf(MerkleTree.leafHash(log.hash(), entry), tiles));
    edge.partials(0, tiles);
    for (int first = 0; first < entries.size(); first += TilePath.WIDTH) {
      ByteArrayOutputStream bundle = new ByteArrayOutputStream();
      for (byte[] entry :
          entries.subList(first, Math.min(entries.size(), first + TilePath.WIDTH))) {
        bundle.write(entry.length >> Byte.SIZE);
        bundle.write(entry.length);
        bundle.write(entry);
      }
      tiles.put(
          TilePath.in(entries.size(), TilePath.ENTRIES, first / TilePath.WIDTH),
          bundle.toByteArray());
    }
    target.store(tiles);
    sign(log, target, edge.size(), edge.root());
    return files;
  }

  /** Publishes a checkpoint of any size and root, well signed. */
  static void sign(TestLog log, LogDirectory directory, long size, byte[] root) throws Exception {
    directory.storeCheckpoint(Head.sign(new Checkpoint(log.origin(), size, root), log.key()));
  }
}
