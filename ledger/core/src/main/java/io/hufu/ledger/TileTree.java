package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree;
import java.util.Arrays;

/** A tile's hashes and every complete node above them, up to the tile's root. Immutable. */
final class TileTree {
  private final byte[][] nodes;

  private TileTree(byte[][] nodes) {
    this.nodes = nodes;
  }

  /**
   * Computes the nodes: at most 255 hashes.
   *
   * @param hashes of one level, one after the other; 1..256 of them
   */
  static TileTree of(HashAlgorithm hash, byte[] hashes) {
    int length = hash.length();
    byte[][] nodes = new byte[TilePath.HEIGHT + 1][];
    nodes[0] = hashes;
    for (int level = 1; level < nodes.length; level++) {
      byte[] below = nodes[level - 1];
      byte[] here = new byte[below.length / (2 * length) * length];
      for (int at = 0; at < here.length; at += length) {
        byte[] left = Arrays.copyOfRange(below, 2 * at, 2 * at + length);
        byte[] right = Arrays.copyOfRange(below, 2 * at + length, 2 * at + 2 * length);
        System.arraycopy(MerkleTree.nodeHash(hash, left, right), 0, here, at, length);
      }
      nodes[level] = here;
    }
    return new TileTree(nodes);
  }

  /** Returns a complete node; level 0 is the tile's own hashes, level 8 its root. */
  byte[] node(int level, int index, int length) {
    return Arrays.copyOfRange(nodes[level], index * length, (index + 1) * length);
  }
}
