package io.hufu.signing.cms;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.cms.Shapes;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Carrier;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every shape of SM2 SignedData, through the whole verifier. */
class GmShapesTest {
  private static final byte[] CONTENT = "示例省安全生产许可证（正本）".getBytes(StandardCharsets.UTF_8);

  private static Map<String, byte[]> shapes;

  @BeforeAll
  static void make() throws Exception {
    shapes = Shapes.of(World.AGENCY, CONTENT);
  }

  private static VerificationReport judge(byte[] cms, byte[] content) {
    return new Counter().detached(content).judge(cms);
  }

  @Test
  void unaltered_they_are_accepted_as_signed_documents_and_as_nothing_more() {
    for (Map.Entry<String, byte[]> shape : shapes.entrySet()) {
      VerificationReport report = judge(shape.getValue(), CONTENT);
      assertThat(report.verdict()).as(shape.getKey()).isEqualTo(Verdict.ACCEPTED);
      assertThat(report.carrier()).isEqualTo(Carrier.CMS);
      assertThat(report.licence()).isNull();
      VerificationReport offline =
          new Counter()
              .trust(
                  World.trust(
                      contents -> contents.authority(World.issuer(issuer -> issuer)), false))
              .policy(AcceptancePolicy.offline())
              .detached(CONTENT)
              .judge(shape.getValue());
      assertThat(offline.verdict()).as(shape.getKey()).isEqualTo(Verdict.UNDECIDED);
      assertThat(Counter.says(offline, FindingCode.NO_STRUCTURED_DATA, Outcome.INCONCLUSIVE))
          .isTrue();
    }
  }

  /** The bytes that the signer vouches for: content, attributes, value. */
  private static boolean[] vouched(byte[] cms) throws Exception {
    boolean[] vouched = new boolean[cms.length];
    SignedData data = SignedData.parse(cms);
    SignerInfo signer = data.signers().get(0);
    if (data.hasContent()) {
      mark(vouched, cms, data.content().orElseThrow());
    }
    mark(vouched, cms, signer.signature());
    if (signer.signedOctets().isPresent()) {
      byte[] set = signer.signedOctets().get();
      mark(vouched, cms, Arrays.copyOfRange(set, 2, set.length));
    }
    return vouched;
  }

  private static void mark(boolean[] vouched, byte[] cms, byte[] part) {
    for (int at = 0; at + part.length <= cms.length; at++) {
      if (Arrays.equals(cms, at, at + part.length, part, 0, part.length)) {
        Arrays.fill(vouched, at, at + part.length, true);
        return;
      }
    }
    throw new AssertionError("a part is not where it should be");
  }

  private static void assertNoFlipIsAccepted(int step, boolean everywhere) throws Exception {
    List<String> accepted = new ArrayList<>();
    int start = 0;
    for (Map.Entry<String, byte[]> shape : shapes.entrySet()) {
      byte[] good = shape.getValue();
      boolean[] vouched = vouched(good);
      List<String> found = Counter.decisive(judge(good, CONTENT));
      // Another start for each shape, so that together they meet every place.
      start = (start + 1) % step;
      for (int i = start; i < good.length; i += step) {
        if (!vouched[i] && !everywhere) {
          continue;
        }
        byte[] flipped = good.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        VerificationReport report = judge(flipped, CONTENT);
        boolean harmless = !vouched[i] && Counter.decisive(report).equals(found);
        if (report.verdict() == Verdict.ACCEPTED && !harmless) {
          accepted.add(shape.getKey() + " byte " + i);
        }
      }
    }
    assertThat(accepted).isEmpty();
  }

  @Test
  void no_flipped_byte_of_content_attributes_or_value_is_accepted_in_any_shape() throws Exception {
    assertNoFlipIsAccepted(11, false);
  }

  @Test
  @Tag("soak")
  void no_flipped_byte_of_any_shape_is_accepted_with_another_report() throws Exception {
    assertNoFlipIsAccepted(1, true);
  }

  @Test
  void no_flipped_byte_of_detached_content_is_accepted() {
    for (String name : List.of("GM, attributes, detached", "GM, plain, detached")) {
      for (int i = 0; i < CONTENT.length; i++) {
        byte[] flipped = CONTENT.clone();
        flipped[i] ^= 1;
        assertThat(judge(shapes.get(name), flipped).verdict()).isEqualTo(Verdict.REJECTED);
      }
    }
  }
}
