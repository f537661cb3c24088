package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The index proposes every position of a prefix and none of another. */
class EntryIndexTest {
  @Test
  void it_agrees_with_a_map_while_it_grows_even_where_prefixes_collide() {
    long seed = System.nanoTime();
    System.out.println("index, seed " + seed);
    Random random = new Random(seed);
    EntryIndex index = new EntryIndex(random.nextLong());
    Map<Long, List<Long>> expected = new HashMap<>();
    for (long position = 0; position < 20_000; position++) {
      long prefix = random.nextInt(4) == 0 ? random.nextInt(50) : random.nextLong();
      index.add(prefix, position);
      expected.computeIfAbsent(prefix, key -> new ArrayList<>()).add(position);
    }
    expected.forEach(
        (prefix, positions) ->
            assertThat(Arrays.stream(index.candidates(prefix)).boxed())
                .containsExactlyInAnyOrderElementsOf(positions));
    assertThat(index.count()).isEqualTo(20_000);
    assertThat(index.candidates(-12345)).isEmpty();
  }

  @Test
  void a_prefix_is_the_first_eight_bytes_big_endian() {
    byte[] bytes = {9, 9, 1, 2, 3, 4, 5, 6, 7, (byte) 0xff, 9};
    assertThat(EntryIndex.prefix(bytes, 2)).isEqualTo(0x01020304050607ffL);
  }

  @Test
  void entries_whose_prefixes_collide_are_told_apart() throws Exception {
    byte[] first = new byte[34];
    first[0] = 1;
    first[1] = 1;
    byte[] second = first.clone();
    second[33] = 1;
    RecordingFiles files = HandMadeLog.of(TestLog.SM, CrashDrill.DIRECTORY, List.of(first, second));
    LogView view =
        new LogView(
            new TileStore(new DirectorySource(files, CrashDrill.DIRECTORY), TestLog.SM.hash()),
            new EntryIndex(7));
    view.index(0, 2);
    assertThat(view.find(first, 2)).isZero();
    assertThat(view.find(second, 2)).isEqualTo(1);
    assertThat(view.find(second, 1, 2)).isEqualTo(-1);
    byte[] third = first.clone();
    third[33] = 2;
    assertThat(view.find(third, 2)).isEqualTo(-1);
  }
}
