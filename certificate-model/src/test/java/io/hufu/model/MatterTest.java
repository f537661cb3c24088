package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy.Level;
import io.hufu.model.report.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatterTest {
  private static final String CODE = "990131009000";

  private static final String TEXT =
      """
      {"schema":"hufu.matter/1","basicCode":"990131009000","name":{"zh":"事项","en":"Matter"},
       "legalBasis":["示例条例第一条"],
       "materials":[
         {"id":"a","name":{"zh":"甲","en":"A"},"accepts":[{"type":"119900000099010167002",
           "states":["IN_FORCE"],"fields":["x"],"evidence":"offline"}]},
         {"id":"b","name":{"zh":"乙","en":"B"},"exempt":true,"replacedBy":"a"}],
       "rules":[{"id":"r","name":{"zh":"规则","en":"Rule"},"kind":"APPLICANT_IS_HOLDER",
         "fields":[{"material":"a","field":"certificateHolderCode"}]}]}
      """;

  private static Matter read(String text) throws MalformedDataException {
    return Matter.fromJson(Json.parseObject(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void what_is_written_is_read_again_as_the_same() throws Exception {
    for (Matters.Listed listed : Matters.shipped().all()) {
      assertThat(Matter.fromJson(listed.matter().toJson())).isEqualTo(listed.matter());
    }
  }

  @Test
  void every_shipped_matter_accepts_shipped_types_and_asks_for_fields_that_they_have() {
    for (Matters.Listed listed : Matters.shipped().all()) {
      listed
          .matter()
          .disclosures()
          .forEach(
              (code, fields) -> {
                LicenceType type = Catalogue.shipped().find(code).orElseThrow();
                assertThat(fields)
                    .allMatch(
                        field -> field.startsWith("certificate") || type.field(field).isPresent(),
                        listed.matter().nameEn());
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"990131009000\"|\"99013100900\"|12 digits",
        "\"replacedBy\":\"a\"|\"replacedBy\":\"c\"|no licence",
        "\"exempt\":true|\"exempt\":false|replacedBy",
        "\"id\":\"b\"|\"id\":\"a\"|twice",
        "\"states\":[\"IN_FORCE\"]|\"states\":[]|state",
        "\"evidence\":\"offline\"|\"evidence\":\"signature-only\"|preset",
        "\"evidence\":\"offline\"|\"evidence\":\"none\"|preset",
        "\"119900000099010167002\"|\"*\"|type",
        "\"legalBasis\":[\"示例条例第一条\"]|\"legalBasis\":[]|legal basis",
        "\"material\":\"a\"|\"material\":\"b\"|no licence",
        "\"kind\":\"APPLICANT_IS_HOLDER\"|\"kind\":\"SAME_HOLDER\"|2",
        "\"hufu.matter/1\"|\"hufu.matter/2\"|schema",
        "\"legalBasis\"|\"colour\":\"red\",\"legalBasis\"|not known"
      })
  void what_makes_no_sense_is_refused_and_named(String from, String to, String named)
      throws Exception {
    read(TEXT);
    String wrong = TEXT.replaceFirst(java.util.regex.Pattern.quote(from), to);
    assertThat(wrong).isNotEqualTo(TEXT);
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11990100009902019W3990131009000", // level 3
        "11990100009902019W6990131009000"
      })
  void an_implementation_code_is_an_authority_a_level_and_the_basic_code(String code) {
    assertThat(new MatterCode(CODE, code).key()).isEqualTo(code);
    for (String wrong :
        List.of(
            code.replace("9W", "8W"), // check character
            code.replace(CODE, "990131009001"),
            code.substring(1),
            code.substring(0, 18) + "7" + CODE)) {
      assertThatThrownBy(() -> new MatterCode(CODE, wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void an_authoritys_own_matter_stands_before_the_one_that_all_share() throws Exception {
    String code = "11990100009902019W3" + CODE;
    Matter shared = read(TEXT);
    Matter own =
        read(
            TEXT.replace(
                "\"name\":{\"zh\":\"事项\"",
                "\"implementationCode\":\"" + code + "\",\"name\":{\"zh\":\"本局事项\""));
    Matters both = Matters.of(shared, own);
    assertThat(both.find(code)).get().extracting(Matters.Listed::matter).isEqualTo(own);
    assertThat(both.find(CODE)).get().extracting(Matters.Listed::matter).isEqualTo(shared);
    assertThat(both.find("11990102009902027L3" + CODE))
        .get()
        .extracting(Matters.Listed::matter)
        .isEqualTo(shared);
    assertThat(both.find("990131009001")).isEmpty();
  }

  @Test
  void the_policy_judges_validity_only_where_no_other_state_is_accepted() throws Exception {
    Matter strict = read(TEXT);
    Matter wide =
        read(
            TEXT.replace("[\"IN_FORCE\"]", "[\"IN_FORCE\",\"EXPIRED\"]")
                .replace("offline", "renewal"));
    for (Matter matter : List.of(strict, wide)) {
      Matter.Material material = matter.materials().get(0);
      AcceptancePolicy policy = matter.policy(material, material.accepts().get(0), false);
      assertThat(policy.topics())
          .containsEntry(Topic.INTEGRITY, Level.REQUIRED)
          .containsEntry(Topic.SIGNER, Level.REQUIRED)
          .containsEntry(Topic.AUTHORITY, Level.REQUIRED)
          .containsEntry(
              Topic.VALIDITY, matter.equals(strict) ? Level.REQUIRED : Level.REPORT_ONLY);
      assertThat(policy.acceptPilot()).isFalse();
      assertThat(matter.policy(material, material.accepts().get(0), true).acceptPilot()).isTrue();
      assertThat(policy.name()).isEqualTo(CODE + "/a");
    }
  }

  @Test
  void a_signed_matter_counts_by_a_signer_of_the_list_and_by_nobody_else(@TempDir Path folder)
      throws Exception {
    TrustListFixture fixture = new TrustListFixture(SignatureAlgorithm.SM2_SM3);
    TrustList trust = TrustList.parse(fixture.file(), null);
    Matter matter = read(TEXT);
    Files.write(folder.resolve("m.json"), Matters.sign(matter, fixture.operator));
    Matters known = Matters.of().with(folder, trust);
    assertThat(known.find(CODE)).get().extracting(Matters.Listed::matter).isEqualTo(matter);
    assertThat(known.find(CODE).orElseThrow().signer()).isEqualTo(fixture.operator.certificate());
    SigningKey stranger = TestKeys.selfSigned(SignatureAlgorithm.SM2_SM3, "CN=Stranger");
    Files.write(folder.resolve("m.json"), Matters.sign(matter, stranger));
    assertThatThrownBy(() -> Matters.of().with(folder, trust))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("CN=Stranger");
    Files.write(folder.resolve("m.json"), Matters.sign(matter, fixture.agency));
    assertThatThrownBy(() -> Matters.of().with(folder, trust))
        .as("a key for licences signs no matter")
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void a_signed_matter_with_one_flipped_bit_is_malformed() throws Exception {
    TrustListFixture fixture = new TrustListFixture(SignatureAlgorithm.SM2_SM3);
    TrustList trust = TrustList.parse(fixture.file(), null);
    byte[] file = Matters.sign(read(TEXT), fixture.operator);
    for (int i = 0; i < file.length; i += 37) {
      byte[] flipped = file.clone();
      flipped[i] ^= 1;
      assertThatThrownBy(() -> Matters.parse(flipped, trust))
          .as("bit of byte " + i)
          .isInstanceOf(MalformedDataException.class);
    }
  }
}
