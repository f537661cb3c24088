package io.hufu.signing.xml;

import static io.hufu.signing.xml.Names.ENVELOPED;
import static io.hufu.signing.xml.Names.EXCLUSIVE;
import static io.hufu.signing.xml.Sealed.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.xml.Forge.Ref;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file given beside a signature is what that signature is over, or it is said not to be. */
class GivenContentTest {
  private static final byte[] CONTENT = "示例市档案".getBytes(StandardCharsets.UTF_8);

  private static Subject open(byte[] file, byte[] given) throws Exception {
    Supplied supplied = new Supplied(Document.of(given), List.of());
    return XmlFormat.instance().open(Document.of(file), supplied, Limits.DEFAULT);
  }

  private static List<String> codes(byte[] file, byte[] given) throws Exception {
    return open(file, given).findings().stream().map(Finding::code).toList();
  }

  private static byte[] detached(String... uris) throws Exception {
    Forge forge = Forge.of("<x/>");
    for (String uri : uris) {
      forge.over(new Ref(uri));
    }
    return forge.contents(Map.of("a.bin", CONTENT, "http://127.0.0.1:1/b", CONTENT)).signAsRoot();
  }

  @Test
  void what_is_given_is_taken_for_the_one_thing_that_a_signature_names() throws Exception {
    for (String uri : List.of("a.bin", "http://127.0.0.1:1/b")) {
      assertThat(codes(detached(uri), CONTENT)).contains("SIGNATURE_INTACT");
      assertThat(codes(detached(uri), new byte[1]))
          .contains("CONTENT_CHANGED")
          .doesNotContain("SIGNATURE_INTACT");
    }
  }

  @Test
  void of_two_things_that_are_named_nobody_can_tell_which_was_given() throws Exception {
    assertThat(codes(detached("a.bin", "http://127.0.0.1:1/b"), CONTENT))
        .contains("CONTENT_NOT_GIVEN")
        .doesNotContain("SIGNATURE_INTACT");
  }

  @Test
  void what_a_signature_does_not_name_is_said_to_be_unsigned() throws Exception {
    byte[] enveloped = Forge.of("<order>x</order>").over(new Ref("", ENVELOPED, EXCLUSIVE)).sign();
    for (byte[] file : List.of(enveloped, Sealed.GOOD.getBytes(StandardCharsets.UTF_8))) {
      assertThat(open(file, CONTENT).findings())
          .filteredOn(f -> f.outcome() == Outcome.INCONCLUSIVE)
          .extracting(Finding::code)
          .containsOnlyOnce("DETACHED_CONTENT_UNSIGNED");
    }
    assertThat(codes("<a>".getBytes(StandardCharsets.UTF_8), CONTENT))
        .contains("DETACHED_CONTENT_UNSIGNED", "MALFORMED");
  }

  @Test
  void a_signature_over_nothing_but_itself_says_nothing() throws Exception {
    byte[] file = Forge.of("<x/>").over(new Ref("", ENVELOPED, EXCLUSIVE)).signAsRoot();
    assertFound(file, Outcome.INCONCLUSIVE, FindingCode.COVERAGE_INCOMPLETE);
  }

  @Test
  void a_comment_that_splits_a_text_is_not_covered() throws Exception {
    String file =
        Sealed.text(
            Forge.of("<order><to>a@example.cn.evil.cn</to></order>")
                .over(new Ref("", ENVELOPED, EXCLUSIVE))
                .sign());
    for (String split : List.of("a@example.cn<!---->.evil.cn", "a@example.cn.evil.cn<!--x-->")) {
      assertFound(
          file.replace("a@example.cn.evil.cn", split).getBytes(StandardCharsets.UTF_8),
          Outcome.INCONCLUSIVE,
          FindingCode.COVERAGE_INCOMPLETE);
    }
  }

  @Test
  void signatures_beyond_the_limit_are_said_not_to_be_read() throws Exception {
    String one =
        Sealed.text(
            Forge.of("<x/>")
                .over(new Ref("a.bin"))
                .contents(Map.of("a.bin", CONTENT))
                .signAsRoot());
    String many = "<all>" + one.repeat(Limits.DEFAULT.signatures() + 1) + "</all>";
    assertFound(
        many.getBytes(StandardCharsets.UTF_8), Outcome.INCONCLUSIVE, FindingCode.LIMIT_EXCEEDED);
  }
}
