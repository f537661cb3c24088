package io.hufu.model;

import static io.hufu.model.AcceptancePolicy.Level.NOT_JUDGED;
import static io.hufu.model.AcceptancePolicy.Level.REPORT_ONLY;
import static io.hufu.model.AcceptancePolicy.Level.REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.Json;
import io.hufu.model.report.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptancePolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "offline | INTEGRITY SIGNER AUTHORITY CONTENT VALIDITY | false | false | false | false",
        "strict | INTEGRITY SIGNER AUTHORITY CONTENT VALIDITY TIME LEDGER | false | true | true | true",
        "renewal | INTEGRITY SIGNER AUTHORITY CONTENT | false | false | false | false",
        "archive | INTEGRITY SIGNER AUTHORITY CONTENT TIME | false | true | false | false",
        "signature-only | INTEGRITY SIGNER | false | false | false | false",
        "pilot | INTEGRITY SIGNER AUTHORITY CONTENT VALIDITY | true | false | false | false"
      })
  void a_preset_is_the_row_of_the_table(
      String name, String required, boolean pilot, boolean proof, boolean witnessed, boolean net) {
    AcceptancePolicy policy = AcceptancePolicy.preset(name).orElseThrow();
    Set<Topic> expected = EnumSet.noneOf(Topic.class);
    Arrays.stream(required.split(" ")).map(Topic::valueOf).forEach(expected::add);
    for (Topic topic : Topic.values()) {
      assertThat(policy.level(topic))
          .as(topic.name())
          .isEqualTo(expected.contains(topic) ? REQUIRED : REPORT_ONLY);
    }
    assertThat(policy.acceptPilot()).isEqualTo(pilot);
    assertThat(policy.proofOfExistence()).isEqualTo(proof);
    assertThat(policy.witnessedReceipt()).isEqualTo(witnessed);
    assertThat(policy.network()).isEqualTo(net);
    assertThat(policy.statusMaxAge())
        .isEqualTo(name.equals("strict") ? Duration.ofHours(24) : null);
    assertThat(policy.algorithms()).containsOnlyKeys(SignatureAlgorithm.values());
    assertThat(policy.yieldsLicence()).isEqualTo(!name.equals("signature-only"));
  }

  @Test
  void a_preset_that_nobody_named_is_not_found() {
    assertThat(AcceptancePolicy.preset("lenient")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTEGRITY", "SIGNER", "AUTHORITY"})
  void firm_topics_cannot_be_lowered(String topic) {
    for (AcceptancePolicy.Level level : List.of(REPORT_ONLY, NOT_JUDGED)) {
      assertThatThrownBy(
              () -> read("\"base\":\"offline\",\"topics\":{\"" + topic + "\":\"" + level + "\"}"))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining(topic);
    }
  }

  @Test
  void signature_only_lowers_authority_but_neither_integrity_nor_signer() {
    for (String topic : List.of("INTEGRITY", "SIGNER")) {
      assertThatThrownBy(
              () ->
                  read(
                      "\"base\":\"signature-only\",\"topics\":{\"" + topic + "\":\"REPORT_ONLY\"}"))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void signature_only_cannot_be_passed_off_under_another_name() {
    assertThatThrownBy(() -> read("\"base\":\"signature-only\",\"name\":\"offline\""))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("AUTHORITY");
  }

  @Test
  void a_file_changes_what_it_names_and_keeps_the_rest() throws Exception {
    AcceptancePolicy policy =
        read(
            "\"base\":\"offline\",\"name\":\"desk\",\"topics\":{\"TIME\":\"REQUIRED\"},"
                + "\"acceptPilot\":true,\"statusMaxAge\":\"PT1H\",\"types\":[\"T\"],"
                + "\"algorithms\":{\"SM2_SM3\":\"2030-01-01T00:00:00Z\"},"
                + "\"escalated\":[\"IDENTIFIER_LEGACY\"],\"requireClosure\":true");
    assertThat(policy.name()).isEqualTo("desk");
    assertThat(policy.level(Topic.TIME)).isEqualTo(REQUIRED);
    assertThat(policy.level(Topic.LEDGER)).isEqualTo(REPORT_ONLY);
    assertThat(policy.acceptPilot()).isTrue();
    assertThat(policy.statusMaxAge()).isEqualTo(Duration.ofHours(1));
    assertThat(policy.types()).containsExactly("T");
    assertThat(policy.algorithms())
        .containsOnly(
            java.util.Map.entry(SignatureAlgorithm.SM2_SM3, Instant.parse("2030-01-01T00:00:00Z")));
    assertThat(policy.escalated()).containsExactly("IDENTIFIER_LEGACY");
    assertThat(policy.requireClosure()).isTrue();
    assertThat(policy.network()).isFalse();
  }

  @Test
  void null_takes_the_age_limit_of_a_preset_away() throws Exception {
    assertThat(read("\"base\":\"strict\",\"statusMaxAge\":null").statusMaxAge()).isNull();
  }

  @Test
  void every_preset_survives_a_round_trip() throws Exception {
    for (String name :
        List.of("offline", "strict", "renewal", "archive", "signature-only", "pilot")) {
      AcceptancePolicy policy = AcceptancePolicy.preset(name).orElseThrow();
      byte[] file = Json.pretty(policy.toJson());
      assertThat(AcceptancePolicy.fromJson(Json.parseObject(file))).isEqualTo(policy);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"base\":\"lenient\"",
        "\"name\":\"no base\"",
        "\"base\":\"offline\",\"acceptpilot\":true",
        "\"base\":\"offline\",\"topics\":{\"WEATHER\":\"REQUIRED\"}",
        "\"base\":\"offline\",\"topics\":{\"TIME\":\"MAYBE\"}",
        "\"base\":\"offline\",\"statusMaxAge\":\"a day\"",
        "\"base\":\"offline\",\"statusMaxAge\":\"PT0S\"",
        "\"base\":\"offline\",\"statusMaxAge\":\"-PT1H\"",
        "\"base\":\"offline\",\"statusMaxAge\":\"P99999999999999999999D\"",
        "\"base\":\"offline\",\"algorithms\":{\"MD5\":\"2030-01-01T00:00:00Z\"}",
        "\"base\":\"offline\",\"algorithms\":{\"ES256\":\"2030\"}",
        "\"base\":\"offline\",\"escalated\":[\"not a code\"]",
        "\"base\":\"offline\",\"network\":\"yes\"",
        "\"base\":\"offline\",\"name\":\" \""
      })
  void a_file_that_says_what_nobody_understands_is_malformed(String members) {
    assertThatThrownBy(() -> read(members)).isInstanceOf(MalformedDataException.class);
  }

  private static AcceptancePolicy read(String members) throws MalformedDataException {
    String json = "{\"schema\":\"hufu.policy/1\"," + members + "}";
    return AcceptancePolicy.fromJson(Json.parseObject(json.getBytes(StandardCharsets.UTF_8)));
  }
}
