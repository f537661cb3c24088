package io.hufu.crypto.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree.NodeSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MerkleTreeTest {
  private static final HashAlgorithm SHA = HashAlgorithm.SHA_256;
  private static final long SEED = 9162;

  @Test
  void known_hashes_of_rfc_6962_trees() {
    assertThat(hex(MerkleTree.root(SHA, List.of())))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(hex(MerkleTree.leafHash(SHA, new byte[0])))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(hex(MerkleTree.leafHash(SHA, "L123456".getBytes(UTF_8))))
        .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    assertThat(hex(MerkleTree.nodeHash(SHA, "N123".getBytes(UTF_8), "N456".getBytes(UTF_8))))
        .isEqualTo("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    assertThat(hex(MerkleTree.root(HashAlgorithm.SM3, List.of())))
        .isEqualTo("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
    assertThat(hex(MerkleTree.leafHash(HashAlgorithm.SM3, new byte[0])))
        .isEqualTo("2daef60e7a0b8f5e024c81cd2ab3109f2b4f155cf83adeb2ae5532f74a157fdf");
  }

  @ParameterizedTest
  @EnumSource(names = {"SM3", "SHA_256"})
  void roots_and_paths_are_those_of_the_definition(HashAlgorithm hash) {
    NaiveTree naive = new NaiveTree(hash == HashAlgorithm.SM3);
    List<byte[]> entries = entries(70);
    for (int n = 0; n <= 70; n++) {
      List<byte[]> tree = entries.subList(0, n);
      NodeSource nodes = nodes(hash, tree);
      assertThat(MerkleTree.root(hash, leaves(hash, tree))).isEqualTo(naive.root(tree));
      assertThat(MerkleTree.root(hash, n, nodes)).isEqualTo(naive.root(tree));
      for (int m = 0; m < n; m++) {
        assertThat(MerkleTree.inclusionPath(hash, m, n, nodes))
            .as("leaf %d of %d", m, n)
            .containsExactlyElementsOf(naive.path(m, tree));
      }
      for (int m = 1; m <= n; m++) {
        assertThat(MerkleTree.consistencyPath(hash, m, n, nodes))
            .as("%d to %d", m, n)
            .containsExactlyElementsOf(naive.proof(m, tree));
      }
    }
  }

  @Test
  void every_leaf_of_every_tree_is_included_and_nothing_altered_is() {
    Random random = new Random(SEED);
    List<byte[]> entries = entries(300);
    List<byte[]> leaves = leaves(SHA, entries);
    NodeSource nodes = nodes(SHA, entries);
    for (int n = 1; n <= 300; n++) {
      byte[] root = MerkleTree.root(SHA, n, nodes);
      for (int m = 0; m < n; m++) {
        List<byte[]> path = MerkleTree.inclusionPath(SHA, m, n, nodes);
        Inclusion proof = new Inclusion(leaves.get(m), m, n, path, root);
        String where = "seed " + SEED + ", leaf " + m + " of " + n;
        if (!proof.holds()) {
          throw new AssertionError(where);
        }
        for (Inclusion wrong : proof.altered(random)) {
          // Two million assertions: without AssertJ's description unless one fails.
          if (wrong.holds()) {
            throw new AssertionError(where + "; held as " + wrong.index + " of " + wrong.size);
          }
        }
      }
    }
  }

  private record Inclusion(byte[] leaf, int index, int size, List<byte[]> path, byte[] root) {
    boolean holds() {
      return MerkleTree.verifyInclusion(SHA, leaf, index, size, path, root);
    }

    Inclusion at(int otherIndex) {
      return new Inclusion(leaf, otherIndex, size, path, root);
    }

    Inclusion in(int otherSize) {
      return new Inclusion(leaf, index, otherSize, path, root);
    }

    Inclusion by(List<byte[]> otherPath) {
      return new Inclusion(leaf, index, size, otherPath, root);
    }

    List<Inclusion> altered(Random random) {
      List<Inclusion> altered = new ArrayList<>();
      altered.add(new Inclusion(flipped(leaf, random), index, size, path, root));
      altered.add(new Inclusion(leaf, index, size, path, flipped(root, random)));
      altered.add(at(-1));
      altered.add(at(size));
      altered.add(in(index));
      altered.add(in(-size));
      altered.add(by(with(path, root)));
      if (!path.isEmpty()) {
        altered.add(at((index + 1) % size));
        int i = random.nextInt(path.size());
        List<byte[]> other = new ArrayList<>(path);
        other.set(i, flipped(path.get(i), random));
        altered.add(by(other));
        altered.add(by(path.subList(1, path.size())));
        altered.add(by(path.subList(0, path.size() - 1)));
        // Twice the size makes the path too short, half of it too long.
        altered.add(in(size * 2 + 1));
        altered.add(in(size / 2));
      }
      return altered;
    }
  }

  @Test
  void a_two_leaf_tree_is_of_size_two_and_no_other() {
    List<byte[]> leaves = leaves(SHA, entries(2));
    byte[] root = MerkleTree.root(SHA, leaves);
    for (int index = 0; index < 2; index++) {
      List<byte[]> path = List.of(leaves.get(1 - index));
      byte[] leaf = leaves.get(index);
      for (long size : new long[] {1, 3, 4, 5, 8, 100, Long.MAX_VALUE, 0, -1, Long.MIN_VALUE}) {
        assertThat(MerkleTree.verifyInclusion(SHA, leaf, index, size, path, root))
            .as("leaf %d, size %d", index, size)
            .isFalse();
      }
      assertThat(MerkleTree.verifyInclusion(SHA, leaf, 5, 2, path, root)).isFalse();
      assertThat(MerkleTree.verifyInclusion(SHA, leaf, index, 2, path, root)).isTrue();
    }
  }

  @Test
  void every_pair_of_sizes_up_to_64_is_consistent_and_nothing_altered_is() {
    Random random = new Random(SEED);
    NodeSource nodes = nodes(SHA, entries(64));
    for (int first = 0; first <= 64; first++) {
      for (int second = first; second <= 64; second++) {
        List<byte[]> path = MerkleTree.consistencyPath(SHA, first, second, nodes);
        byte[] one = MerkleTree.root(SHA, first, nodes);
        byte[] two = MerkleTree.root(SHA, second, nodes);
        String where = "seed " + SEED + ", " + first + " to " + second;
        assertThat(consistent(first, one, second, two, path)).as(where).isTrue();
        assertThat(consistent(first, flipped(one, random), second, two, path)).as(where).isFalse();
        assertThat(consistent(first, one, second, two, with(path, two))).as(where).isFalse();
        if (first > 0) {
          assertThat(consistent(first, one, second, flipped(two, random), path))
              .as(where)
              .isFalse();
        }
        if (first != second) {
          assertThat(consistent(second, two, first, one, path)).as(where).isFalse();
          assertThat(consistent(first, one, first, two, path)).as(where).isFalse();
        }
        for (int i = 0; i < path.size(); i++) {
          List<byte[]> altered = new ArrayList<>(path);
          altered.set(i, flipped(path.get(i), random));
          assertThat(consistent(first, one, second, two, altered)).as(where).isFalse();
          altered.remove(i);
          assertThat(consistent(first, one, second, two, altered)).as(where).isFalse();
        }
      }
    }
  }

  @Test
  void size_zero_is_consistent_only_with_its_own_root() {
    byte[] empty = SHA.digest();
    byte[] root = MerkleTree.leafHash(SHA, new byte[0]);
    assertThat(consistent(0, empty, 0, empty, List.of())).isTrue();
    assertThat(consistent(0, empty, 1, root, List.of())).isTrue();
    assertThat(consistent(0, root, 0, root, List.of())).isFalse();
    assertThat(consistent(0, root, 1, root, List.of())).isFalse();
    assertThat(consistent(0, empty, 1, root, List.of(root))).isFalse();
    assertThat(consistent(0, empty, 1, new byte[31], List.of())).isFalse();
  }

  @Test
  void hashes_of_another_length_and_endless_paths_are_refused() {
    List<byte[]> leaves = leaves(SHA, entries(2));
    byte[] root = MerkleTree.root(SHA, leaves);
    byte[] left = leaves.get(0);
    byte[] right = leaves.get(1);
    assertThat(MerkleTree.verifyInclusion(SHA, left, 0, 2, List.of(new byte[31]), root)).isFalse();
    // Bytes moved over the border between both children hash alike, and are no two hashes.
    byte[] longer = new byte[33];
    System.arraycopy(left, 0, longer, 0, 32);
    longer[32] = right[0];
    byte[] shorter = new byte[31];
    System.arraycopy(right, 1, shorter, 0, 31);
    assertThat(MerkleTree.verifyInclusion(SHA, longer, 0, 2, List.of(shorter), root)).isFalse();
    assertThat(consistent(1, longer, 2, root, List.of(shorter))).isFalse();
    List<byte[]> endless = Collections.nCopies(1_000_000, left);
    assertThat(MerkleTree.verifyInclusion(SHA, left, 0, Long.MAX_VALUE, endless, root)).isFalse();
    assertThat(consistent(1, left, Long.MAX_VALUE, root, endless)).isFalse();
    assertThat(consistent(-1, left, 2, root, List.of())).isFalse();
  }

  @Test
  void positions_outside_the_tree_have_no_path() {
    NodeSource nodes = nodes(SHA, entries(2));
    assertThatThrownBy(() -> MerkleTree.inclusionPath(SHA, 2, 2, nodes))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MerkleTree.inclusionPath(SHA, 0, 0, nodes))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MerkleTree.consistencyPath(SHA, 3, 2, nodes))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MerkleTree.root(SHA, -1, nodes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean consistent(
      long first, byte[] one, long second, byte[] two, List<byte[]> path) {
    return MerkleTree.verifyConsistency(SHA, first, one, second, two, path);
  }

  /** Entries of random length; each starts with its position, so that no two are equal. */
  private static List<byte[]> entries(int count) {
    Random random = new Random(SEED);
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] entry = new byte[Integer.BYTES + random.nextInt(40)];
      random.nextBytes(entry);
      ByteBuffer.wrap(entry).putInt(i);
      entries.add(entry);
    }
    return entries;
  }

  private static List<byte[]> leaves(HashAlgorithm hash, List<byte[]> entries) {
    return entries.stream().map(entry -> MerkleTree.leafHash(hash, entry)).toList();
  }

  /** Complete subtrees only: asking for one that reaches beyond the entries is an error. */
  private static NodeSource nodes(HashAlgorithm hash, List<byte[]> entries) {
    Map<String, byte[]> known = new HashMap<>();
    List<byte[]> leaves = leaves(hash, entries);
    return (level, index) -> {
      int from = Math.toIntExact(index << level);
      int to = from + (1 << level);
      return known.computeIfAbsent(
          level + "/" + index, key -> MerkleTree.root(hash, leaves.subList(from, to)));
    };
  }

  private static List<byte[]> with(List<byte[]> path, byte[] more) {
    List<byte[]> longer = new ArrayList<>(path);
    longer.add(more);
    return longer;
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
