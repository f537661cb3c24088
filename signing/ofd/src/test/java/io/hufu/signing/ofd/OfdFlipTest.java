package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One flipped bit inside any part, packed anew so that no checksum gives it away. */
class OfdFlipTest {

  @Test
  void a_few_flipped_bits_of_every_part_are_never_accepted() throws Exception {
    flip(4);
  }

  @Test
  @Tag("soak")
  void a_flipped_bit_of_every_byte_of_every_part_is_never_accepted() throws Exception {
    flip(Integer.MAX_VALUE);
  }

  /** The small parts first: they say what counts, the large ones are bytes with a digest. */
  private static void flip(int perPart) throws Exception {
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
    entries.keySet().stream()
        .filter(name -> !name.endsWith(EvidenceFile.NAME))
        .sorted(Comparator.comparing(name -> entries.get(name).length))
        .forEach(name -> flip(entries, name, perPart));
  }

  private static void flip(Map<String, byte[]> entries, String name, int perPart) {
    int length = entries.get(name).length;
    int step = Math.max(1, length / perPart);
    IntStream.range(0, (length + step - 1) / step)
        .parallel()
        .forEach(i -> flip(entries, name, i * step, i % 8));
  }

  private static void flip(Map<String, byte[]> entries, String name, int at, int bit) {
    Map<String, byte[]> flipped = new LinkedHashMap<>(entries);
    byte[] part = entries.get(name).clone();
    part[at] ^= (byte) (1 << bit);
    flipped.put(name, part);
    VerificationReport report = OfdDesk.judge(Tampering.zip(flipped));
    assertThat(report.verdict())
        .as("%s byte %d: %s", name, at, OfdDesk.describe(report))
        .isNotEqualTo(Verdict.ACCEPTED);
    assertThat(OfdDesk.describe(report)).doesNotContain("CHECK_FAILED_INTERNALLY");
  }
}
