package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceJsonTest {
  private final Licence licence = SampleLicences.stream("food-operation", 7).findFirst().get();
  private final JsonObject json = licence.toJson();

  @Test
  void every_type_of_sample_survives_a_round_trip() throws Exception {
    for (LicenceType type : Catalogue.shipped().types()) {
      for (Licence sample : SampleLicences.stream(type.id(), 11).limit(20).toList()) {
        byte[] bytes = Json.canonical(sample.toJson());
        assertThat(Licence.fromJson(Json.parseObject(bytes))).isEqualTo(sample);
      }
    }
  }

  @Test
  void no_end_is_written_as_the_standards_word_and_read_in_three_ways() throws Exception {
    Licence endless = SampleLicences.stream("degree", 1).findFirst().get();
    assertThat(endless.expiresOn()).isNull();
    JsonObject written = endless.toJson();
    assertThat(written.text("certificateExpiringDate")).contains("长期");
    assertThat(Licence.fromJson(written.with("certificateExpiringDate", JsonNull.NULL)))
        .isEqualTo(endless);
    assertThat(Licence.fromJson(without(written, "certificateExpiringDate"))).isEqualTo(endless);
  }

  @Test
  void a_predecessor_survives_a_round_trip() throws Exception {
    JsonObject successor = json.with("supersedes", new JsonText(licence.identifier().text()));
    assertThat(Licence.fromJson(successor).supersedes()).isEqualTo(licence.identifier());
    assertThat(Licence.fromJson(successor).toJson().text("supersedes"))
        .contains(licence.identifier().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "certificateName",
        "certificateTypeCode",
        "certificateNumber",
        "certificateIdentifier",
        "certificateIssuingAuthorityName",
        "certificateIssuingAuthorityCode",
        "certificateIssuingAuthorityLevel",
        "certificateIssuedDate",
        "certificateHolders",
        "certificateAreaCode",
        "items"
      })
  void a_missing_or_null_member_is_named(String name) {
    assertThatThrownBy(() -> Licence.fromJson(without(json, name)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("licence." + name);
    assertThatThrownBy(() -> Licence.fromJson(json.with(name, JsonNull.NULL)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("licence." + name);
  }

  @Test
  void an_unknown_member_is_named() {
    assertThatThrownBy(() -> Licence.fromJson(json.with("colour", new JsonText("red"))))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("colour");
  }

  @Test
  void an_unknown_members_name_cannot_break_or_fill_the_line() {
    String name = "a\n[OK] 张三\u001b[2J" + "x".repeat(1000);
    assertThatThrownBy(() -> Licence.fromJson(json.with(name, new JsonText("red"))))
        .isInstanceOf(MalformedDataException.class)
        .satisfies(e -> assertThat(e.getMessage()).matches("[ -~]{1,100}"));
  }

  @ParameterizedTest
  @CsvSource({
    "certificateIssuedDate,2026-02-30",
    "certificateIssuedDate,20260105",
    "certificateIssuedDate,+2026-01-05",
    "certificateExpiringDate,永久",
    "certificateAreaCode,99010",
    "certificateTypeCode,123",
    "certificateIssuingAuthorityLevel,村",
    "certificateIdentifier,1.2.3",
  })
  void a_wrong_value_is_named_and_not_quoted(String name, String value) {
    assertThatThrownBy(() -> Licence.fromJson(json.with(name, new JsonText(value))))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("licence." + name)
        .hasMessageNotContaining(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a\u0000b", "a\nb", "\u202Egnp.exe", "\u2066x"})
  void a_name_cannot_hide_or_turn_what_is_printed(String name) {
    assertThatThrownBy(() -> Licence.fromJson(json.with("certificateName", new JsonText(name))))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void a_licence_needs_a_holder() {
    assertThatThrownBy(() -> Licence.fromJson(json.with("certificateHolders", JsonArray.of())))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("certificateHolders");
  }

  private static JsonObject without(JsonObject object, String name) {
    Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
    assertThat(members.remove(name)).as(name).isNotNull();
    return new JsonObject(members);
  }
}
