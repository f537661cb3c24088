package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.MerkleTree.NodeSource;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AnchorReceipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The arithmetic of docs/scale.md, held against real proofs, requests and files.
 *
 * <p>A tree of ten billion equal leaves has one node a level, so its proofs are built and verified
 * with the code that real logs use, in no time.
 */
class ScaleTest {
  private static final long[] SIZES = {
    1_000_000, 100_000_000, 1_000_000_000, 10_000_000_000L, 100_000_000_000L
  };

  private static final Path PAGE = Path.of("../../docs/scale.md");

  /** Bytes that one publication adds to a peer's block files, measured (docs/scale.md). */
  private static final double TRANSACTION = 7_500;

  private final Random random = new Random(20_261_125);

  @TempDir Path folder;

  /** All nodes of a tree of equal leaves. */
  private static NodeSource equalLeaves(HashAlgorithm hash) {
    byte[][] levels = new byte[63][];
    levels[0] = MerkleTree.leafHash(hash, new byte[EntryBundle.ENTRY]);
    for (int level = 1; level < levels.length; level++) {
      levels[level] = MerkleTree.nodeHash(hash, levels[level - 1], levels[level - 1]);
    }
    return (level, index) -> levels[level];
  }

  /** Bytes of full and partial tiles and of bundles that a log of this size needs. */
  static long bytes(long size) {
    long tiles = 0;
    for (int level = 0; TilePath.items(size, level) > 0; level++) {
      tiles += TilePath.items(size, level) * 32;
    }
    return tiles + size * EntryBundle.ITEM;
  }

  static long files(long size) {
    long files = (size + TilePath.WIDTH - 1) / TilePath.WIDTH;
    for (int level = 0; TilePath.items(size, level) > 0; level++) {
      files += (TilePath.items(size, level) + TilePath.WIDTH - 1) / TilePath.WIDTH;
    }
    return files;
  }

  @Test
  void proofs_in_the_largest_trees_verify_and_have_the_length_that_is_claimed() {
    for (HashAlgorithm hash : List.of(HashAlgorithm.SM3, HashAlgorithm.SHA_256)) {
      NodeSource nodes = equalLeaves(hash);
      for (long size : SIZES) {
        byte[] root = MerkleTree.root(hash, size, nodes);
        int most = 64 - Long.numberOfLeadingZeros(size - 1);
        for (int i = 0; i < 100; i++) {
          long index = random.nextLong(size);
          List<byte[]> path = MerkleTree.inclusionPath(hash, index, size, nodes);
          assertThat(path.size()).isLessThanOrEqualTo(most);
          byte[] leaf = nodes.node(0, index);
          assertThat(MerkleTree.verifyInclusion(hash, leaf, index, size, path, root)).isTrue();
          long old = 1 + random.nextLong(size - 1);
          List<byte[]> proof = MerkleTree.consistencyPath(hash, old, size, nodes);
          assertThat(proof.size()).isLessThanOrEqualTo(63);
          byte[] oldRoot = MerkleTree.root(hash, old, nodes);
          assertThat(MerkleTree.verifyConsistency(hash, old, oldRoot, size, root, proof)).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 256, 257, 3000})
  void a_log_has_the_files_and_bytes_that_are_claimed(int size) throws Exception {
    try (EmbeddedLedger ledger =
        EmbeddedLedger.in(folder.resolve("log"), TestLog.INTL.key())
            .headFile(folder.resolve("head"))
            .create(TestLog.INTL.origin())) {
      ledger.anchor(Entries.range(TestLog.INTL.hash(), 0, size));
    }
    try (Stream<Path> files = Files.walk(folder.resolve("log/tile"))) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSize(Math.toIntExact(files(size)));
      assertThat(all.stream().mapToLong(file -> file.toFile().length()).sum())
          .isEqualTo(bytes(size));
    }
  }

  @Test
  void the_table_of_sizes_is_what_comes_out() throws Exception {
    NodeSource nodes = equalLeaves(HashAlgorithm.SM3);
    List<String> rows = new ArrayList<>();
    for (long size : SIZES) {
      List<byte[]> path = MerkleTree.inclusionPath(HashAlgorithm.SM3, size / 3, size, nodes);
      String note = note(size, nodes, 3).encoded();
      AnchorReceipt receipt =
          new AnchorReceipt(
              TestLog.SM.origin(), HashAlgorithm.SM3, size / 3, size, path, note, null, null);
      rows.add(
          String.format(
              Locale.ROOT,
              "| %,d | %.1f | %.1f | %,d | %d | %,d |",
              size,
              size * 36 / 1073741824.0,
              (bytes(size) - size * 36) / 1073741824.0,
              files(size),
              path.size(),
              receipt.encoded().length));
    }
    assertThat(Files.readAllLines(PAGE)).as(String.join("\n", rows)).containsAll(rows);
  }

  private static SignedNote note(long size, NodeSource nodes, int witnesses) throws Exception {
    byte[] root = MerkleTree.root(HashAlgorithm.SM3, size, nodes);
    SignedNote note =
        SignedNote.sign(
            new Checkpoint(TestLog.SM.origin(), size, root).text(),
            TestLog.SM.origin(),
            TestLog.SM.key());
    for (int i = 0; i < witnesses; i++) {
      SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
      note = note.cosign("witness" + i + ".example.org", key, Instant.ofEpochSecond(1_790_000_000));
    }
    return note;
  }

  @Test
  @Tag("soak")
  void a_day_of_several_provinces_is_what_comes_out() throws Exception {
    NodeSource nodes = equalLeaves(HashAlgorithm.SM3);
    List<String> rows = new ArrayList<>();
    for (int provinces : new int[] {1, 5, 31}) {
      for (int interval : new int[] {1, 10, 60}) {
        rows.add(day(nodes, provinces, interval));
      }
    }
    assertThat(Files.readAllLines(PAGE)).as(String.join("\n", rows)).containsAll(rows);
  }

  /** Uneven provinces, a day with a peak at ten o'clock, checkpoints only where something came. */
  private String day(NodeSource nodes, int provinces, int interval) throws Exception {
    int note = note(1_000_000_000, nodes, 0).encoded().length();
    int[] checkpointsOfHour = new int[24];
    long bytes = 0;
    long entries = 0;
    for (int province = 0; province < provinces; province++) {
      double perDay = 3_000_000.0 / (1 + province % 6);
      long size = 1_000_000_000L + random.nextInt(1_000_000);
      for (int second = 0; second < 86_400; second += interval) {
        double hour = second / 3600.0;
        double share = Math.exp(-(hour - 10) * (hour - 10) / 18) / 27_040 * interval;
        long fresh = poisson(perDay * share);
        if (fresh > 0) {
          int proof =
              MerkleTree.consistencyPath(HashAlgorithm.SM3, size, size + fresh, nodes).size();
          bytes += "old ".length() + Long.toString(size).length() + 2 + 45L * proof + note;
          size += fresh;
          entries += fresh;
          checkpointsOfHour[second / 3600]++;
        }
      }
    }
    long checkpoints = IntStream.of(checkpointsOfHour).sum();
    return String.format(
        Locale.ROOT,
        "| %d | %,d | %d | %,d | %.1f | %.2f | %.2f | %,.0f | %,.0f |",
        provinces,
        entries,
        interval,
        checkpoints,
        bytes / 1e6,
        checkpoints / 86_400.0,
        IntStream.of(checkpointsOfHour).max().orElse(0) / 3600.0,
        checkpoints * TRANSACTION / 1e6,
        entries * 68.13 / 1e6);
  }

  private long poisson(double mean) {
    if (mean > 50) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
