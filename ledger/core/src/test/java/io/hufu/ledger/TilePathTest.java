package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.MerkleTree;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Names and contents of tiles, by the words of C2SP tlog-tiles. */
class TilePathTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/tile-paths.csv", numLinesToSkip = 1)
  void a_path_and_its_tile_stand_for_each_other(
      String path, int level, long index, int width, String why) {
    TilePath tile = new TilePath(level, index, width);
    assertThat(tile.path()).as(why).isEqualTo(path);
    assertThat(TilePath.parse(path)).as(why).contains(tile);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/not-tile-paths.csv", numLinesToSkip = 1)
  void any_other_spelling_is_no_tile(String path, String why) {
    assertThat(TilePath.parse(path)).as(why).isEmpty();
  }

  @Test
  void a_tile_outside_the_ranges_is_refused() {
    assertThatThrownBy(() -> new TilePath(8, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The example of tlog-tiles, Partial Tiles. */
  @Test
  void a_tree_of_70000_has_the_tiles_that_the_specification_counts() {
    Map<TilePath, byte[]> tiles = tree(HashAlgorithm.SHA_256, 70_000);
    Map<String, Long> counts =
        tiles.keySet().stream()
            .filter(tile -> tile.level() != TilePath.ENTRIES)
            .collect(
                Collectors.groupingBy(
                    tile -> tile.level() + "/" + tile.width(),
                    TreeMap::new,
                    Collectors.counting()));
    assertThat(counts)
        .containsExactly(
            Map.entry("0/112", 1L),
            Map.entry("0/256", 273L),
            Map.entry("1/17", 1L),
            Map.entry("1/256", 1L),
            Map.entry("2/1", 1L));
  }

  /** The example of a tree of size 256 in the same place. */
  @Test
  void a_tree_of_256_has_a_full_tile_and_a_partial_one_above() {
    assertThat(tree(HashAlgorithm.SHA_256, 256).keySet())
        .extracting(TilePath::path)
        .containsExactlyInAnyOrder("tile/0/000", "tile/1/000.p/1", "tile/entries/000");
  }

  /** The n-th tile at level l is MTH(D[(n*256+i)*256^l : (n*256+i+1)*256^l]) for i from 0. */
  @Test
  void every_hash_of_every_tile_is_the_one_that_the_specification_defines() {
    for (HashAlgorithm hash : new HashAlgorithm[] {HashAlgorithm.SHA_256, HashAlgorithm.SM3}) {
      tree(hash, 66_000)
          .forEach(
              (tile, content) -> {
                assertThat(content).hasSize(tile.length());
                for (int i = 0; i < tile.width(); i++) {
                  assertThat(item(tile, content, i))
                      .as("%s, item %s", tile.path(), i)
                      .isEqualTo(defined(hash, tile, i));
                }
              });
    }
  }

  private static byte[] item(TilePath tile, byte[] content, int i) {
    return Arrays.copyOfRange(content, i * tile.itemLength(), (i + 1) * tile.itemLength());
  }

  private static byte[] defined(HashAlgorithm hash, TilePath tile, int i) {
    long position = tile.index() * 256 + i;
    if (tile.level() == TilePath.ENTRIES) {
      return ByteBuffer.allocate(36).putShort((short) 34).put(entry(position)).array();
    }
    long span = 1L << (8 * tile.level());
    return mth(hash, position * span, (position + 1) * span);
  }

  /** RFC 6962 §2.1, straight from its words. */
  private static byte[] mth(HashAlgorithm hash, long from, long to) {
    long n = to - from;
    if (n == 1) {
      return hash.digest(new byte[] {0}, entry(from));
    }
    long k = Long.highestOneBit(n - 1);
    return hash.digest(new byte[] {1}, mth(hash, from, from + k), mth(hash, from + k, to));
  }

  @Test
  void the_edge_has_the_root_of_the_whole_tree_at_every_size() {
    HashAlgorithm hash = HashAlgorithm.SHA_256;
    TreeEdge edge = new TreeEdge(hash);
    for (int size = 0; size < 600; size++) {
      byte[] root = size == 0 ? hash.digest() : mth(hash, 0, size);
      assertThat(edge.root()).as("size %s", size).isEqualTo(root);
      edge.append(entry(size), new LinkedHashMap<>());
    }
    assertThat(MerkleTree.leafHash(hash, entry(0))).isEqualTo(mth(hash, 0, 1));
  }

  private static byte[] entry(long position) {
    return ByteBuffer.allocate(34).put((byte) 1).put((byte) 1).putLong(2, position).array();
  }

  private static Map<TilePath, byte[]> tree(HashAlgorithm hash, int size) {
    TreeEdge edge = new TreeEdge(hash);
    Map<TilePath, byte[]> tiles = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      edge.append(entry(i), tiles);
    }
    edge.partials(0, tiles);
    return tiles;
  }
}
