package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.Evidence;
import io.hufu.model.Role;
import io.hufu.model.StatusValue;
import io.hufu.model.report.Answer;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the enum of codes, the texts and docs/findings.md together. */
class TextsTest {
  private static final Texts ZH = Texts.of(Locale.SIMPLIFIED_CHINESE);
  private static final Texts EN = Texts.of(Locale.ENGLISH);
  private static final Path PAGE = Path.of("../../docs/findings.md");

  private static Properties words(String file) throws IOException {
    Properties words = new Properties();
    try (var in = TextsTest.class.getResourceAsStream(file)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return words;
  }

  @Test
  void every_code_has_meaning_cause_and_next_step_in_both_languages_and_nothing_else_has()
      throws IOException {
    TreeSet<String> expected = new TreeSet<>();
    for (FindingCode code : FindingCode.values()) {
      expected.addAll(List.of(code.name(), code + ".cause", code + ".next"));
    }
    for (String language : List.of("zh", "en")) {
      Properties words = words("findings_" + language + ".properties");
      assertThat(words.stringPropertyNames()).hasSameElementsAs(expected);
      assertThat(words.values()).noneMatch(text -> text.toString().isBlank());
    }
  }

  @Test
  void both_languages_have_the_same_fixed_words() throws IOException {
    assertThat(words("report_zh.properties").stringPropertyNames())
        .hasSameElementsAs(words("report_en.properties").stringPropertyNames());
  }

  @Test
  void every_constant_that_a_report_shows_has_a_word() {
    Stream.of(
            Arrays.stream(Topic.values()).map(t -> "topic." + t),
            Arrays.stream(Outcome.values()).map(o -> "outcome." + o),
            Arrays.stream(Answer.values()).map(a -> "answer." + a),
            Arrays.stream(Verdict.values()).map(v -> "verdict." + v),
            Arrays.stream(ReasonClass.values()).map(r -> "verdict." + r),
            Arrays.stream(ReasonClass.values()).map(r -> "next." + r),
            Arrays.stream(StatusValue.EndKind.values()).map(k -> "value.kind." + k),
            Arrays.stream(Role.values()).map(r -> "role." + r),
            Arrays.stream(Evidence.Kind.values()).map(k -> "evidence." + k.label()))
        .flatMap(keys -> keys)
        .forEach(key -> assertThat(ZH.knows(key) && EN.knows(key)).as(key).isTrue());
  }

  @Test
  void the_kinds_of_an_end_are_the_legal_terms() {
    for (StatusValue.EndKind kind : StatusValue.EndKind.values()) {
      assertThat(ZH.say("value.kind." + kind)).isEqualTo(kind.label());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"findings_zh.properties", "report_zh.properties"})
  void chinese_is_punctuated_in_full_width_and_nobody_is_called_a_forger(String file)
      throws IOException {
    for (Object text : words(file).values()) {
      String plain = text.toString().replaceAll("\\{[a-zA-Z]+}|[\\[\\]]", "");
      assertThat(plain).doesNotContainPattern("[,:;?!()]").doesNotContain("伪造", "假证", "骗");
    }
  }

  @Test
  void english_calls_nobody_a_forger_either() throws IOException {
    for (Object text : words("findings_en.properties").values()) {
      assertThat(text.toString().toLowerCase(Locale.ROOT)).doesNotContain("forg", "fake", "fraud");
    }
  }

  /** The words that clerk, developer and auditor agreed on, letter by letter. */
  @ParameterizedTest
  @CsvFileSource(resources = "agreed-words.csv", numLinesToSkip = 1)
  void agreed_words_are_used(String key, String zh, String en) {
    assertThat(ZH.say(key)).isEqualTo(zh);
    assertThat(EN.say(key)).isEqualTo(en);
  }

  @Test
  void facts_stand_in_the_text_and_unknown_ones_leave_no_gap() {
    Map<String, String> facts = Map.of("kind", "FORFEITED", "decision", "示市监〔2026〕3号");
    assertThat(ZH.say("LICENCE_ENDED", facts)).isEqualTo("证照已吊销，文号示市监〔2026〕3号");
    assertThat(EN.say("LICENCE_ENDED", facts)).isEqualTo("Forfeited, decision 示市监〔2026〕3号");
    assertThat(ZH.say("LICENCE_ENDED", Map.of("kind", "VOID"))).isEqualTo("证照已作废");
    assertThat(ZH.say("CODE_CHECK_FAILED", Map.of())).isEqualTo("校验位错误");
    assertThat(ZH.say("CERT_REVOKED", Map.of("revokedAt", "2026-09-10T03:00:00Z")))
        .isEqualTo("签章前证书已被吊销（北京时间 2026-09-10 11:00:00）");
  }

  @Test
  void what_a_document_says_cannot_steer_a_terminal_or_a_page() {
    String hostile = "a\u001b[31m\u202Eb\nc\u0000<script>'\"&";
    assertThat(Printable.text(hostile)).isEqualTo("a\uFFFD[31m\uFFFDb\uFFFDc\uFFFD<script>'\"&");
    assertThat(Printable.html("<a href='x'>\"&"))
        .isEqualTo("&lt;a href=&#39;x&#39;&gt;&quot;&amp;");
  }

  @Test
  void the_page_lists_every_code_as_the_texts_say_it() throws IOException {
    String expected = FindingsPage.write(ZH, EN);
    Path made = Path.of("target/findings.md");
    Files.createDirectories(made.getParent());
    Files.writeString(made, expected);
    assertThat(Files.readString(PAGE))
        .as("docs/findings.md differs; what it should be is in " + made)
        .isEqualTo(expected);
  }
}
