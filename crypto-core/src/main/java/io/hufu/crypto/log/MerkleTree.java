package io.hufu.crypto.log;

import io.hufu.crypto.HashAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tree of RFC 6962 over any hash: leaf and node hashes, proofs. Stateless and thread-safe. */
public final class MerkleTree {
  private static final byte[] LEAF = {0x00};
  private static final byte[] NODE = {0x01};

  /** More hashes than any proof in a tree of up to 2^63 leaves has. */
  private static final int MAX_PATH = 64;

  private MerkleTree() {}

  /** Returns H(0x00 ‖ entry). */
  public static byte[] leafHash(HashAlgorithm hash, byte[] entry) {
    return hash.digest(LEAF, entry);
  }

  /** Returns H(0x01 ‖ left ‖ right). */
  public static byte[] nodeHash(HashAlgorithm hash, byte[] left, byte[] right) {
    return hash.digest(NODE, left, right);
  }

  /** Returns the root over leaf hashes; H() of nothing for an empty list. */
  public static byte[] root(HashAlgorithm hash, List<byte[]> leafHashes) {
    if (leafHashes.isEmpty()) {
      return hash.digest();
    }
    List<byte[]> level = leafHashes;
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        above.add(nodeHash(hash, level.get(i), level.get(i + 1)));
      }
      // A node without a sibling moves up as it is: the split at the largest power of two.
      if (level.size() % 2 == 1) {
        above.add(level.get(level.size() - 1));
      }
      level = above;
    }
    return level.get(0).clone();
  }

  /**
   * Verifies an inclusion proof (RFC 9162 §2.1.3.2), with index below size, every hash of the
   * hash's length, at most 64 of them, and the path exhausted.
   */
  public static boolean verifyInclusion(
      HashAlgorithm hash, byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
    // step 1: the index lies in the tree
    if (index < 0 || index >= size || !areHashes(hash, path) || leafHash.length != hash.length()) {
      return false;
    }
    // step 2
    long fn = index;
    long sn = size - 1;
    // step 3
    byte[] r = leafHash;
    // step 4
    for (byte[] p : path) {
      // step 4.a: the path is too long
      if (sn == 0) {
        return false;
      }
      // step 4.b: p is on the left of a right child, and of the last node of a level
      if ((fn & 1) == 1 || fn == sn) {
        r = nodeHash(hash, p, r);
        // step 4.b.ii: levels on which the node has no sibling are passed over
        int lone = lonelyLevels(fn);
        fn >>= lone;
        sn >>= lone;
      } else {
        r = nodeHash(hash, r, p);
      }
      // step 4.c
      fn >>= 1;
      sn >>= 1;
    }
    // step 5: the path is exhausted at the root
    return sn == 0 && Arrays.equals(r, root);
  }

  /**
   * Verifies a consistency proof (RFC 9162 §2.1.4.2).
   *
   * <p>Beyond the standard: equal sizes are consistent when the roots are equal and the path is
   * empty; size zero, whose root is H() of nothing, is consistent with every tree by an empty path.
   */
  public static boolean verifyConsistency(
      HashAlgorithm hash,
      long firstSize,
      byte[] firstRoot,
      long secondSize,
      byte[] secondRoot,
      List<byte[]> path) {
    if (firstSize < 0 || firstSize > secondSize || !areHashes(hash, path)) {
      return false;
    }
    if (firstSize == 0 && !Arrays.equals(firstRoot, hash.digest())) {
      return false;
    }
    if (firstSize == secondSize) {
      return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (firstRoot.length != hash.length() || secondRoot.length != hash.length()) {
      return false;
    }
    if (firstSize == 0) {
      return path.isEmpty();
    }
    // step 1
    if (path.isEmpty()) {
      return false;
    }
    // step 2: the root of a complete first tree is not sent, because the verifier has it
    boolean complete = Long.bitCount(firstSize) == 1;
    Fold fold = new Fold(hash, complete ? firstRoot : path.get(0));
    return fold.along(firstSize, secondSize, complete ? path : path.subList(1, path.size()))
        // step 7
        && Arrays.equals(fold.fr, firstRoot)
        && Arrays.equals(fold.sr, secondRoot);
  }

  /**
   * Computes the root that the first leaves of a tree have, from a {@link #prefixPath}.
   *
   * <p>Unlike a consistency proof, this needs nothing of the smaller tree but its size, so it shows
   * what the larger tree says of it. Whoever finds another root there than the log signed has
   * proven a fork.
   *
   * @return empty when the path does not lead to the larger tree's root
   */
  public static Optional<byte[]> prefixRoot(
      HashAlgorithm hash, long firstSize, long secondSize, byte[] secondRoot, List<byte[]> path) {
    if (firstSize < 0 || firstSize > secondSize || !areHashes(hash, path)) {
      return Optional.empty();
    }
    if (firstSize == 0 || firstSize == secondSize) {
      byte[] root = firstSize == 0 ? hash.digest() : secondRoot.clone();
      return path.isEmpty() ? Optional.of(root) : Optional.empty();
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Fold fold = new Fold(hash, path.get(0));
    boolean leads =
        fold.along(firstSize, secondSize, path.subList(1, path.size()))
            && Arrays.equals(fold.sr, secondRoot);
    return leads ? Optional.of(fold.fr) : Optional.empty();
  }

  /** The two roots that a consistency path yields, step by step. */
  private static final class Fold {
    private final HashAlgorithm hash;
    private byte[] fr;
    private byte[] sr;

    /** Step 5: both start at the last node that lies wholly in the first tree. */
    Fold(HashAlgorithm hash, byte[] start) {
      this.hash = hash;
      this.fr = start;
      this.sr = start;
    }

    /** Tells whether the path has the length that these sizes ask for. */
    boolean along(long firstSize, long secondSize, List<byte[]> rest) {
      // steps 3 and 4: skip the levels below the first node that both trees share
      int shared = Long.numberOfTrailingZeros(~(firstSize - 1));
      long fn = (firstSize - 1) >> shared;
      long sn = (secondSize - 1) >> shared;
      // step 6
      for (byte[] c : rest) {
        // step 6.a: the path is too long
        if (sn == 0) {
          return false;
        }
        // step 6.b: c is on the left, hence in both trees
        if ((fn & 1) == 1 || fn == sn) {
          fr = nodeHash(hash, c, fr);
          sr = nodeHash(hash, c, sr);
          // step 6.b.iii: levels on which the node has no sibling are passed over
          int lone = lonelyLevels(fn);
          fn >>= lone;
          sn >>= lone;
        } else {
          sr = nodeHash(hash, sr, c);
        }
        // step 6.c
        fn >>= 1;
        sn >>= 1;
      }
      return sn == 0;
    }
  }

  /** Counts right shifts until the lowest bit of fn is set or fn is 0. */
  private static int lonelyLevels(long fn) {
    return fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
  }

  private static boolean areHashes(HashAlgorithm hash, List<byte[]> path) {
    return path.size() <= MAX_PATH && path.stream().allMatch(p -> p.length == hash.length());
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
    requireRange(0, size);
    return size == 0 ? hash.digest() : new MerkleProofs(hash, nodes).subtree(0, size);
  }

  /**
   * Builds the inclusion path of leaf {@code index} in the tree of {@code size} leaves (RFC 9162
   * §2.1.3.1).
   */
  public static List<byte[]> inclusionPath(
      HashAlgorithm hash, long index, long size, NodeSource nodes) {
    requireRange(index, size - 1);
    return new MerkleProofs(hash, nodes).inclusion(index, size);
  }

  /**
   * Builds the consistency path between two sizes (RFC 9162 §2.1.4.1); empty for equal sizes and
   * from size zero.
   */
  public static List<byte[]> consistencyPath(
      HashAlgorithm hash, long firstSize, long secondSize, NodeSource nodes) {
    requireRange(firstSize, secondSize);
    return firstSize == 0 || firstSize == secondSize
        ? List.of()
        : new MerkleProofs(hash, nodes).consistency(firstSize, secondSize, false);
  }

  /**
   * Builds a consistency path that always starts with the node it starts from, for {@link
   * #prefixRoot}; empty for equal sizes and from size zero.
   */
  public static List<byte[]> prefixPath(
      HashAlgorithm hash, long firstSize, long secondSize, NodeSource nodes) {
    requireRange(firstSize, secondSize);
    return firstSize == 0 || firstSize == secondSize
        ? List.of()
        : new MerkleProofs(hash, nodes).consistency(firstSize, secondSize, true);
  }

  private static void requireRange(long value, long most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(value + " is not within 0.." + most);
    }
  }
}
