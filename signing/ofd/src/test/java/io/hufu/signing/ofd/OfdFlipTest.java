package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.util.Map;
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

  private static void flip(int perPart) throws Exception {
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
    for (String name : entries.keySet().toArray(String[]::new)) {
      if (name.endsWith(EvidenceFile.NAME)) {
        continue; // evidence is judged by itself
      }
      byte[] original = entries.get(name);
      int step = Math.max(1, original.length / perPart);
      for (int i = 0; i < original.length; i += step) {
        byte[] flipped = original.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        entries.put(name, flipped);
        VerificationReport report = OfdDesk.judge(Tampering.zip(entries));
        assertThat(report.verdict())
            .as("%s byte %d: %s", name, i, OfdDesk.describe(report))
            .isNotEqualTo(Verdict.ACCEPTED);
        assertThat(OfdDesk.describe(report)).doesNotContain("CHECK_FAILED_INTERNALLY");
      }
      entries.put(name, original);
    }
  }
}
