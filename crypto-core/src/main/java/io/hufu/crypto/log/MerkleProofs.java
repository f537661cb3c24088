package io.hufu.crypto.log;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree.NodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Builds roots and proofs from complete subtrees; hashes O(log² n) nodes at most. */
final class MerkleProofs {
  private final HashAlgorithm hash;
  private final NodeSource nodes;

  MerkleProofs(HashAlgorithm hash, NodeSource nodes) {
    this.hash = hash;
    this.nodes = nodes;
  }

  /** MTH(D[start : start + n]) of RFC 9162 §2.1.1, for a start that is a multiple of n's split. */
  byte[] subtree(long start, long n) {
    if (Long.bitCount(n) == 1) {
      int level = Long.numberOfTrailingZeros(n);
      return nodes.node(level, start >> level).clone();
    }
    long k = Long.highestOneBit(n);
    return MerkleTree.nodeHash(hash, subtree(start, k), subtree(start + k, n - k));
  }

  /** PATH(m, D_n) of RFC 9162 §2.1.3.1, walked from the root and then reversed. */
  List<byte[]> inclusion(long m, long n) {
    List<byte[]> path = new ArrayList<>();
    long start = 0;
    long size = n;
    while (size > 1) {
      long k = split(size);
      if (m < start + k) {
        path.add(subtree(start + k, size - k));
        size = k;
      } else {
        path.add(subtree(start, k));
        start += k;
        size -= k;
      }
    }
    Collections.reverse(path);
    return path;
  }

  /**
   * SUBPROOF(m, D_n, true) of RFC 9162 §2.1.4.1, walked from the root and then reversed.
   *
   * @param whole whether the first node is written even where the standard leaves it out
   */
  List<byte[]> consistency(long first, long second, boolean whole) {
    List<byte[]> path = new ArrayList<>();
    long start = 0;
    long size = second;
    long m = first;
    while (m != size) {
      long k = split(size);
      if (m <= k) {
        path.add(subtree(start + k, size - k));
        size = k;
      } else {
        path.add(subtree(start, k));
        start += k;
        m -= k;
        size -= k;
      }
    }
    // The first tree's own root is left out while the walk has kept to the left edge (b is true).
    if (start != 0 || whole) {
      path.add(subtree(start, size));
    }
    Collections.reverse(path);
    return path;
  }

  /** Returns the largest power of two below n. */
  private static long split(long n) {
    return Long.highestOneBit(n - 1);
  }
}
