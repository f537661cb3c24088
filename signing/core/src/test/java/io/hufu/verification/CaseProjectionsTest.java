package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceState;
import io.hufu.model.MatterRule.Compare;
import io.hufu.model.MatterRule.Kind;
import io.hufu.model.SampleLicences;
import io.hufu.model.report.CaseCode;
import io.hufu.model.report.CaseReason;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A report on a case as text and as a page, in both languages. */
class CaseProjectionsTest {
  private static final Licence PERSON =
      CaseDesk.like(
          "marriage", SampleLicences.stream("marriage", 1).findFirst().orElseThrow().holders());

  private static CaseReport mixed() {
    return new CaseDesk()
        .needs("id", PERSON, "certificateHolderCode")
        .needs("food", CaseDesk.FOOD, "certificateHolderCode")
        .exempt("premises", "food")
        .rule(Kind.SAME_HOLDER, Compare.EXACT, "id.x", "food.x")
        .given(PERSON.holders().get(0).code() + ".json", Doc.good().licence(PERSON))
        .given("food.json", Doc.good())
        .junk("<script>alert(1)</script>")
        .check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void the_page_carries_everything_itself_and_runs_nothing(String language) {
    Locale locale = Locale.forLanguageTag(language);
    String page = CaseHtml.of(mixed(), locale, false, Catalogue.shipped());
    assertThat(page)
        .contains("default-src 'none'", "lang=\"" + language)
        .doesNotContainIgnoringCase("<script")
        .doesNotContain("http:", "https:", "src=", "@import", "url(", "case.", "label.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void the_text_begins_with_the_answer_and_names_both_next_steps(String language) {
    Locale locale = Locale.forLanguageTag(language);
    String text = CaseText.of(mixed(), locale, false, Catalogue.shipped());
    assertThat(text.lines().findFirst().orElseThrow()).contains(CaseText.answer(mixed(), locale));
    assertThat(text).doesNotContain("case.", "label.", "{", "null");
    Texts words = Texts.of(locale);
    assertThat(text).contains(words.say("label.clerk"), words.say("label.citizen"));
  }

  @Test
  void what_is_about_persons_is_masked_alike_in_all_projections() {
    Licence.Holder holder = PERSON.holders().get(0);
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      String text = CaseText.of(mixed(), locale, false, Catalogue.shipped());
      String page = CaseHtml.of(mixed(), locale, false, Catalogue.shipped());
      assertThat(text + page).doesNotContain(holder.code());
      assertThat(CaseText.of(mixed(), locale, true, Catalogue.shipped())).contains(holder.code());
    }
  }

  @ParameterizedTest
  @EnumSource(CaseCode.class)
  void every_code_has_a_meaning_and_two_next_steps_in_both_languages_and_stands_on_the_page(
      CaseCode code) throws IOException {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      for (String of : List.of("", ".clerk", ".citizen")) {
        assertThat(Texts.of(locale).knows("case." + code + of)).as(code + of).isTrue();
      }
    }
    assertThat(Files.readString(Path.of("../../docs/formats/case-report.md")))
        .contains("`" + code + "`");
  }

  @Test
  void both_languages_have_the_same_words_for_cases_and_none_is_empty() throws IOException {
    Properties zh = words("cases_zh.properties");
    Properties en = words("cases_en.properties");
    assertThat(new TreeSet<>(zh.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(en.stringPropertyNames()));
    assertThat(zh.values()).noneMatch(word -> word.toString().isBlank());
    assertThat(en.values()).noneMatch(word -> word.toString().isBlank());
    assertThat(zh.values()).noneMatch(word -> word.toString().contains("伪造"));
    for (LicenceState state : LicenceState.values()) {
      assertThat(en).containsKey("value.state." + state);
    }
    for (CaseReason reason : CaseReason.values()) {
      assertThat(en).containsKey("case.verdict." + reason);
    }
    for (Outcome outcome : Outcome.values()) {
      assertThat(en).containsKey("case.outcome." + outcome);
    }
  }

  private static Properties words(String file) throws IOException {
    Properties words = new Properties();
    try (var in = CaseProjectionsTest.class.getResourceAsStream(file)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return words;
  }
}
