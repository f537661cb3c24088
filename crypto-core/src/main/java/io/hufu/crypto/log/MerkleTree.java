package io.hufu.crypto.log;

import io.hufu.crypto.HashAlgorithm;
import java.util.List;

/** The tree of RFC 6962 over any hash: leaf and node hashes, proofs. Stateless and thread-safe. */
public final class MerkleTree {
  private MerkleTree() {}

  /** Returns H(0x00 ‖ entry). */
  public static byte[] leafHash(HashAlgorithm hash, byte[] entry) {
    throw new AssertionError("skeleton");
  }

  /** Returns H(0x01 ‖ left ‖ right). */
  public static byte[] nodeHash(HashAlgorithm hash, byte[] left, byte[] right) {
    throw new AssertionError("skeleton");
  }

  /** Returns the root over leaf hashes; H() of nothing for an empty list. */
  public static byte[] root(HashAlgorithm hash, List<byte[]> leafHashes) {
    throw new AssertionError("skeleton");
  }

  /**
   * Verifies an inclusion proof (RFC 9162 §2.1.3.2), with index below size, every hash of the
   * hash's length, at most 64 of them, and the path exhausted.
   */
  public static boolean verifyInclusion(
      HashAlgorithm hash, byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
    throw new AssertionError("skeleton");
  }

  /** Verifies a consistency proof (RFC 9162 §2.1.4.2), equal sizes and size zero included. */
  public static boolean verifyConsistency(
      HashAlgorithm hash,
      long firstSize,
      byte[] firstRoot,
      long secondSize,
      byte[] secondRoot,
      List<byte[]> path) {
    throw new AssertionError("skeleton");
  }

  /**
   * Supplies the hash of a complete subtree: level 0 is leaf hashes, index counts within a level.
   */
  @FunctionalInterface
  public interface NodeSource {
    /** Returns the hash of node {@code index} at {@code level}, all 2^level leaves present. */
    byte[] node(int level, long index);
  }

  /** Computes the root of the first {@code size} leaves from complete subtrees. */
  public static byte[] root(HashAlgorithm hash, long size, NodeSource nodes) {
    throw new AssertionError("skeleton");
  }

  /** Builds the inclusion path of leaf {@code index} in the tree of {@code size} leaves. */
  public static List<byte[]> inclusionPath(
      HashAlgorithm hash, long index, long size, NodeSource nodes) {
    throw new AssertionError("skeleton");
  }

  /** Builds the consistency path between two sizes. */
  public static List<byte[]> consistencyPath(
      HashAlgorithm hash, long firstSize, long secondSize, NodeSource nodes) {
    throw new AssertionError("skeleton");
  }
}
