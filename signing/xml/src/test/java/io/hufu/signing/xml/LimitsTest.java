package io.hufu.signing.xml;

import static io.hufu.signing.xml.Sealed.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.xml.Forge.Ref;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents built to cost more than they should: each is bounded, by a finding with a code. */
class LimitsTest {
  private static void assertLimit(String xml) throws Exception {
    assertFound(
        xml.getBytes(StandardCharsets.UTF_8), Outcome.INCONCLUSIVE, FindingCode.LIMIT_EXCEEDED);
  }

  @Test
  void elements_nested_deeper_than_256_are_not_read() throws Exception {
    String deep = "<a>".repeat(256) + "</a>".repeat(256);
    assertThat(Sealed.open(deep).findings()).isEmpty();
    assertLimit("<a>".repeat(257) + "</a>".repeat(257));
    assertLimit("<a>".repeat(1_000_000)); // never closed, and never read to its end
  }

  @Test
  void a_hundred_thousand_attributes_are_not_read() throws Exception {
    StringBuilder many = new StringBuilder("<a");
    for (int i = 0; i < 100_000; i++) {
      many.append(" a").append(i).append("=''");
    }
    assertLimit(many.append("/>").toString());
    StringBuilder names = new StringBuilder("<a");
    for (int i = 0; i < 100_000; i++) {
      names.append(" xmlns:a").append(i).append("='urn:").append(i).append("'");
    }
    assertLimit(names.append("/>").toString());
  }

  @Test
  void laughs_by_the_billion_are_refused_at_the_document_type() throws Exception {
    StringBuilder xml = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 30; i++) {
      xml.append("<!ENTITY l").append(i).append(" '");
      xml.append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
    }
    assertFound(
        xml.append("]><a>&l29;</a>").toString().getBytes(StandardCharsets.UTF_8),
        Outcome.FAILED,
        FindingCode.XML_DTD_REFUSED);
  }

  @Test
  @Tag("soak")
  void more_nodes_than_a_million_are_not_held() throws Exception {
    assertLimit("<a>" + "<b/>".repeat((1 << 20) + 1) + "</a>");
  }

  @Test
  void a_document_beyond_64_mebibytes_is_not_read() throws Exception {
    Document endless =
        new Document() {
          @Override
          public long size() {
            return (64L << 20) + 1;
          }

          @Override
          public byte[] read(long position, int length) {
            assertThat(length).as("more than the first bytes").isLessThan(1000);
            return new byte[length];
          }
        };
    Subject subject = XmlFormat.instance().open(endless, Limits.DEFAULT);
    assertThat(subject.findings()).extracting(Finding::code).containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void references_beyond_64_are_not_followed() throws Exception {
    Forge forge = Forge.of("<order Id=\"o\">x</order>").withoutXades();
    for (int i = 0; i < 65; i++) {
      forge.over(new Ref("#o", Names.ENVELOPED, Names.EXCLUSIVE));
    }
    assertFound(forge.sign(), Outcome.INCONCLUSIVE, FindingCode.LIMIT_EXCEEDED);
  }

  @Test
  @Tag("soak")
  void a_document_of_64_mebibytes_is_judged_within_the_heap() throws Exception {
    String text = "字".repeat((64 << 20) / 3 - 100_000);
    byte[] file =
        Forge.of("<order>x</order>").over(new Ref("", Names.ENVELOPED, Names.EXCLUSIVE)).sign();
    byte[] big =
        Sealed.text(file).replace("<order>x", "<order>" + text).getBytes(StandardCharsets.UTF_8);
    assertThat(big.length).isBetween(63 << 20, 64 << 20);
    assertFound(big, Outcome.FAILED, FindingCode.CONTENT_CHANGED);
  }
}
