package io.hufu.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.cms.CmsFormat;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecognitionTest {
  /** A format that recognises everything. */
  private record Greedy(Carrier carrier) implements LicenceFormat {
    @Override
    public boolean recognises(Document document) {
      return true;
    }

    @Override
    public Subject open(Document document, Limits limits) {
      return new Subject(carrier, null, null, List.of(), List.of(), false);
    }

    @Override
    public boolean carriesChain() {
      return false;
    }

    @Override
    public SealedLicence seal(LicencePayload payload, SealingContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] withEvidence(byte[] sealed, List<Evidence> items) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void the_order_is_the_same_however_the_formats_are_given() throws Exception {
    List<LicenceFormat> formats = new ArrayList<>();
    for (Carrier carrier : Carrier.values()) {
      formats.add(new Greedy(carrier));
    }
    Document anything = Document.of(new byte[] {1, 2, 3});
    List<Carrier> order = Recognition.inOrder(formats).stream().map(f -> f.carrier()).toList();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(formats);
      assertThat(Recognition.inOrder(formats)).extracting(f -> f.carrier()).isEqualTo(order);
      assertThat(Recognition.of(anything, formats).orElseThrow().carrier()).isEqualTo(Carrier.PDF);
    }
    assertThat(order).doesNotHaveDuplicates().hasSize(Carrier.values().length);
    assertThat(order.indexOf(Carrier.JWS)).isLessThan(order.indexOf(Carrier.JSON));
  }

  @Test
  void cms_is_known_by_its_first_bytes_in_every_form_of_length() throws Exception {
    for (String start :
        List.of(
            "302006092a864886f70d010702a0",
            "308006092a864886f70d010702a0",
            "3081a006092a864886f70d010702a0",
            "3082010006092a864886f70d010702a0",
            "308401000000060b2a864886f70d010702",
            "3082010006 0a 2a811ccf5506010402 02 a0")) {
      byte[] bytes = HexFormat.of().parseHex(start.replace(" ", ""));
      assertThat(new CmsFormat().recognises(Document.of(bytes))).as(start).isTrue();
    }
    for (String start :
        List.of("", "30", "3020", "30200609", "3020020100", "302006092a864886f70d010902", "3120")) {
      byte[] bytes = HexFormat.of().parseHex(start);
      assertThat(new CmsFormat().recognises(Document.of(bytes))).as(start).isFalse();
    }
  }
}
