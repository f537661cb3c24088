package io.hufu.ledger;

import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.MerkleTree.NodeSource;
import java.util.ArrayList;
import java.util.List;

/** An operator's two histories under one key: equal up to a size, then different. In memory. */
final class ForkedLog {
  private final TestLog log;
  private final List<List<byte[]>> leaves = List.of(new ArrayList<>(), new ArrayList<>());

  /** Makes two histories of {@code size} entries of which the first {@code common} are equal. */
  ForkedLog(TestLog log, int common, int size) {
    this.log = log;
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < size; i++) {
        int number = i < common ? i : i + side * 1_000_000;
        byte[] entry = Entries.entry(log.hash(), number).encoded();
        leaves.get(side).add(MerkleTree.leafHash(log.hash(), entry));
      }
    }
  }

  TestLog log() {
    return log;
  }

  byte[] root(int side, int size) {
    return MerkleTree.root(log.hash(), leaves.get(side).subList(0, size));
  }

  /** The checkpoint of one history at a size, signed. */
  Head head(int side, int size) throws Exception {
    return Head.sign(new Checkpoint(log.origin(), size, root(side, size)), log.key());
  }

  NodeSource nodes(int side) {
    return (level, index) -> {
      int from = (int) index << level;
      return MerkleTree.root(log.hash(), leaves.get(side).subList(from, from + (1 << level)));
    };
  }

  List<byte[]> proof(int side, int first, int second) {
    return MerkleTree.consistencyPath(log.hash(), first, second, nodes(side));
  }

  List<byte[]> prefixPath(int side, int first, int second) {
    return MerkleTree.prefixPath(log.hash(), first, second, nodes(side));
  }

  WitnessRequest request(int side, int old, int size) throws Exception {
    List<byte[]> proof = old <= size ? proof(side, old, size) : List.of();
    return new WitnessRequest(old, proof, head(side, size).note());
  }
}
