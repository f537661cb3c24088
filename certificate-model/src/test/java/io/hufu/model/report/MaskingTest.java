package io.hufu.model.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceType;
import io.hufu.model.SampleLicences;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final Masking BY_KIND = Masking.byKind();

  @Test
  void a_resident_number_keeps_five_signs() {
    assertThat(BY_KIND.text("证件11010519491231002X号")).isEqualTo("证件110*************2X号");
  }

  @Test
  void a_resident_number_with_a_wrong_check_character_is_masked_too() {
    assertThat(BY_KIND.text("110105194912310020")).doesNotContain("19491231");
  }

  @Test
  void old_numbers_and_telephones_are_masked() {
    assertThat(BY_KIND.text("110105491231002")).isEqualTo("110**********02");
    assertThat(BY_KIND.text("电话13800138000。")).isEqualTo("电话138******00。");
    assertThat(BY_KIND.text("138-0013-8000")).doesNotContain("0013");
    assertThat(BY_KIND.text("010-12345678")).doesNotContain("1234567");
  }

  @Test
  void digests_codes_of_organisations_and_dates_stay() {
    String digest = "1101051949123100211ab21d83a0e1b2110105194912310021aa2b2daef60e7a";
    assertThat(BY_KIND.text(digest)).isEqualTo(digest);
    assertThat(BY_KIND.text("113700000045046442")).isEqualTo("113700000045046442");
    assertThat(BY_KIND.text("11990100009902019W")).isEqualTo("11990100009902019W");
    assertThat(BY_KIND.text("2026-01-05T00:00:00Z")).isEqualTo("2026-01-05T00:00:00Z");
  }

  @Test
  void names_keep_their_first_sign_even_beyond_the_basic_plane() {
    assertThat(Masking.name("张三")).isEqualTo("张*");
    assertThat(Masking.name("\uD842\uDFB7野家")).isEqualTo("\uD842\uDFB7**");
    assertThat(Masking.name("张")).isEqualTo("*");
    assertThat(Masking.name("")).isEmpty();
  }

  @Test
  void short_numbers_lose_nearly_all() {
    assertThat(Masking.number("T990000123")).isEqualTo("T*********");
    assertThat(Masking.number("123")).isEqualTo("***");
  }

  @Test
  void no_resident_number_survives_wherever_it_stands() {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      String id = SampleLicences.stream("resident-id", seed).findFirst().orElseThrow().number();
      String text = noise(random) + id + noise(random);
      assertThat(BY_KIND.text(text)).as("seed " + seed + ": " + text).doesNotContain(id);
    }
  }

  private static String noise(Random random) {
    String signs = "0123456789abcXYZ年号 -.,:：（）\uD842\uDFB7";
    StringBuilder noise = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      noise.append(signs.charAt(random.nextInt(signs.length() - 2)));
    }
    return noise.toString();
  }

  @Test
  void a_masked_licence_shows_no_name_and_no_number_of_a_person() {
    for (LicenceType type : Catalogue.shipped().types()) {
      for (Licence licence : SampleLicences.stream(type.id(), 5).limit(50).toList()) {
        String shown = text(Masking.licence(licence, type));
        for (Licence.Holder holder : licence.holders()) {
          if (holder.isNaturalPerson()) {
            assertThat(shown).as(type.id()).doesNotContain(holder.name(), holder.code());
          } else {
            assertThat(shown).as(type.id()).contains(holder.name(), holder.code());
          }
        }
        assertThat(shown).contains(licence.identifier().text());
        for (LicenceType.Field field : type.fields()) {
          String value = licence.items().text(field.name()).orElse("");
          if (field.personal() && value.length() > 1) {
            assertThat(maskedItem(licence, type, field)).as(field.name()).isNotEqualTo(value);
          }
        }
      }
    }
  }

  private static String maskedItem(Licence licence, LicenceType type, LicenceType.Field field) {
    return Masking.licence(licence, type)
        .object("items")
        .flatMap(items -> items.text(field.name()))
        .orElseThrow();
  }

  @Test
  void a_printed_personal_number_is_masked_even_when_it_looks_like_nothing_known() {
    LicenceType type = Catalogue.shipped().find("driving-licence").orElseThrow();
    Licence sample = SampleLicences.stream(type.id(), 5).findFirst().orElseThrow();
    JsonValue number = new JsonValue.JsonText("E-12345-X");
    Licence foreign = read(sample.toJson().with("certificateNumber", number));
    assertThat(text(Masking.licence(foreign, type))).doesNotContain("E-12345-X");
    assertThat(text(Masking.licence(foreign, null))).contains("E-12345-X");
  }

  private static Licence read(JsonValue.JsonObject json) {
    try {
      return Licence.fromJson(json);
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void without_a_known_type_a_licence_still_shows_no_number() {
    Licence marriage = SampleLicences.stream("marriage", 5).findFirst().orElseThrow();
    String shown = text(Masking.licence(marriage, null));
    List.of(marriage.holders().get(0), marriage.holders().get(1))
        .forEach(holder -> assertThat(shown).doesNotContain(holder.code(), holder.name()));
  }

  private static String text(JsonValue value) {
    return new String(Json.compact(value), StandardCharsets.UTF_8);
  }
}
