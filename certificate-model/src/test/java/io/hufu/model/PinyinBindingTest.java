package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PinyinBindingTest {
  private static final LicenceType FOOD = Catalogue.shipped().find("food-operation").orElseThrow();

  private static Licence sample(String type) {
    return SampleLicences.stream(type, 11).findFirst().orElseThrow();
  }

  private static void survives(Licence licence, LicenceType type) throws Exception {
    PinyinBinding binding = PinyinBinding.of(type);
    Map<String, String> pairs = binding.write(licence);
    assertThat(pairs.keySet()).allMatch(name -> name.matches("[A-Z]+|KZ_[A-Z0-9_]+"));
    Licence back = binding.read(pairs);
    assertThat(back).isEqualTo(licence);
    assertThat(binding.write(back)).isEqualTo(pairs);
  }

  @Test
  void every_sample_of_every_type_survives_both_ways() throws Exception {
    for (LicenceType type : Catalogue.shipped().types()) {
      for (Licence licence : SampleLicences.stream(type.id(), 3).limit(20).toList()) {
        survives(licence, type);
      }
    }
  }

  @Test
  void the_short_names_are_those_of_the_standard_as_deployed() {
    Licence licence = sample("food-operation");
    Map<String, String> pairs = PinyinBinding.of(FOOD).write(licence);
    assertThat(pairs)
        .containsEntry("ZZMC", "食品经营许可证")
        .containsEntry("ZZLXDM", licence.type())
        .containsEntry("ZZBH", licence.number())
        .containsEntry("ZZBS", licence.identifier().text())
        .containsEntry("ZZBFJGDM", licence.issuer().code())
        .containsEntry("ZZBFRQ", licence.issuedOn().toString())
        .containsEntry("CZZT", licence.holders().get(0).name())
        .containsEntry("CZZTDM", licence.holders().get(0).code())
        .containsEntry("CZZTDMLXDM", "001")
        .containsEntry("CZZTDMLX", "统一社会信用代码")
        .containsKeys("ZZBFJG", "ZZBFJGJB", "ZZYXQJZRQ", "KZ_FZR");
  }

  @Test
  void holders_items_and_texts_that_look_like_the_mechanism_survive_too() throws Exception {
    Licence base = sample("food-operation");
    JsonObject items =
        base.items()
            .with("premises", new io.hufu.crypto.jose.JsonValue.JsonText("=^=不是 JSON"))
            .with("own", JsonObject.builder().put("a", 1).put("b", "^").build());
    for (List<Licence.Holder> holders :
        List.of(
            List.of(new Licence.Holder("甲^乙", "=1", "999"), new Licence.Holder("丙", "2", "111")),
            List.of(new Licence.Holder("=", "^", "414")))) {
      survives(with(base, holders, items, null), FOOD);
    }
    AnnotatedCopy copy =
        new AnnotatedCopy(
            Instant.parse("2026-01-01T00:00:00Z"),
            "示例局",
            "用途^=",
            Instant.parse("2026-02-01T00:00:00Z"),
            new byte[32]);
    survives(with(base, base.holders(), base.items(), copy), FOOD);
    assertThat(PinyinBinding.of(FOOD).write(with(base, base.holders(), items, copy)))
        .containsEntry("JZJZZSY", "用途^=")
        .containsEntry("JZJZZZ", "示例局");
  }

  private static Licence with(
      Licence base, List<Licence.Holder> holders, JsonObject items, AnnotatedCopy copy) {
    return new Licence(
        base.type(),
        base.name(),
        base.number(),
        base.identifier(),
        base.issuer(),
        base.issuedOn(),
        holders,
        base.areaCode(),
        LocalDate.of(2026, 1, 1),
        null,
        base.identifier(),
        false,
        items,
        copy);
  }

  @Test
  void dates_of_every_form_are_read_and_iso_is_written() throws Exception {
    PinyinBinding binding = PinyinBinding.of(FOOD);
    Map<String, String> pairs = new LinkedHashMap<>(binding.write(sample("food-operation")));
    for (String form : List.of("20260131", "2026年1月31日", "2026年01月31日", "1769788800000")) {
      pairs.put("ZZBFRQ", form);
      pairs.put("ZZYXQJZRQ", "长期有效");
      Licence read = binding.read(pairs);
      assertThat(read.issuedOn()).isEqualTo("2026-01-31");
      assertThat(read.expiresOn()).isNull();
      assertThat(binding.write(read))
          .containsEntry("ZZBFRQ", "2026-01-31")
          .containsEntry("ZZYXQJZRQ", "长期");
    }
    pairs.put("ZZBFRQ", "31/01/2026");
    assertThatThrownBy(() -> binding.read(pairs))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageStartingWith("ZZBFRQ");
  }

  @Test
  void dates_among_the_items_are_written_in_iso_too_and_other_items_are_left_alone()
      throws Exception {
    LicenceType marriage = Catalogue.shipped().find("marriage").orElseThrow();
    PinyinBinding binding = PinyinBinding.of(marriage);
    String name = marriage.field("registeredOn").orElseThrow().pinyin();
    Map<String, String> pairs = new LinkedHashMap<>(binding.write(sample("marriage")));
    pairs.put(name, "二〇二六年五月四日");
    assertThat(binding.read(pairs).items().text("registeredOn")).contains("2026-05-04");
    pairs.put(name, "五月四日");
    assertThat(binding.read(pairs).items().text("registeredOn")).contains("五月四日");
  }

  @Test
  void an_element_without_a_meaning_here_is_malformed_not_dropped() {
    Map<String, String> pairs =
        new LinkedHashMap<>(PinyinBinding.of(FOOD).write(sample("food-operation")));
    pairs.put("KZ_NOBODY", "x");
    assertThatThrownBy(() -> PinyinBinding.of(FOOD).read(pairs)).hasMessageContaining("KZ_NOBODY");
  }
}
