package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustListContentsTest {
  private static final String GOOD =
      text(new TrustListFixture(SignatureAlgorithm.ES256).contents().toJson());

  /** Each row replaces a piece of a good list by a bad one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`hufu.trust/1` | `hufu.trust/2` | schema",
        "`\"version\":3` | `\"version\":0` | version",
        "`\"version\":3` | `\"version\":3.5` | version",
        "`\"version\":3` | `\"version\":\"3\"` | version",
        "`\"pilot\":true` | `\"pilot\":1` | pilot",
        "`\"pilot\":true` | `\"pilot\":true,\"colour\":\"red\"` | colour",
        "`\"issued\":\"2026-01-05T00:00:00Z\"` | `\"issued\":\"2026-01-05\"` | issued",
        "`\"nextUpdate\":\"2027-01-05T00:00:00Z\"` | `\"nextUpdate\":\"2025-01-05T00:00:00Z\"` |"
            + " nextUpdate",
        "`\"previous\":\"sm3:ab` | `\"previous\":\"md5:ab` | digest",
        "`\"previous\":\"sm3:ab` | `\"previous\":\"sm3:AB` | digest",
        "`\"uses\":[\"LICENCE\",\"STATUS\"]` | `\"uses\":[\"EVERYTHING\"]` | anchors[0].uses",
        "`\"certificate\":\"MII` | `\"certificate\":\"AII` | ",
        "`\"code\":\"11990100009902019W\",\"names\"` | `\"code\":\"119901000099020199\",\"names\"`"
            + " | authorities[0]",
        "`\"code\":\"11990102009902027L\",\"names\"` | `\"code\":\"11990100009902019W\",\"names\"`"
            + " | twice",
        "`\"level\":\"CITY\"` | `\"level\":\"VILLAGE\"` | authorities[0].level",
        "`\"regions\":[\"990100\"],\"keys\"` | `\"regions\":[\"9901\"],\"keys\"` |"
            + " authorities[0].regions",
        "`\"uses\":[\"STATUS\"]` | `\"uses\":[]` | authorities[1].keys[0]",
        "`\"to\":\"2030-01-01\"` | `\"to\":\"2010-01-01\"` | authorities[0].grants[0]",
        "`\"to\":\"2030-01-01\"` | `\"until\":\"2030-01-01\"` | until",
        "`\"types\":[\"*\"]` | `\"types\":[\"a*\"]` | authorities[0].grants[1].types",
        "`\"hash\":\"SM3\"` | `\"hash\":\"MD5\"` | ledgers[0].hash",
        "`\"quorum\":1` | `\"quorum\":2` | ledgers[0]",
        "`\"prefix\":\"https:` | `\"prefix\":\"ftp:` | addresses[0]",
      })
  void what_is_wrong_is_refused_and_named(String good, String bad, String named) throws Exception {
    assertThat(TrustListContents.fromJson(parse(GOOD)).toJson()).isEqualTo(parse(GOOD));
    assertThat(GOOD).contains(good);
    String wrong = GOOD.replace(good, bad);
    assertThatThrownBy(() -> TrustListContents.fromJson(parse(wrong)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(named == null ? "" : named);
  }

  @Test
  void a_list_that_cannot_be_read_cannot_be_signed() {
    JsonObject wrong = JsonObject.builder().put("schema", "hufu.trust/1").build();
    assertThatThrownBy(
            () ->
                TrustList.sign(wrong, TestKeys.selfSigned(SignatureAlgorithm.ES256, "CN=Operator")))
        .isInstanceOf(MalformedDataException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "440000,440106,true",
    "440000,450000,false",
    "440100,440106,true",
    "440100,440300,false",
    "440106,440106,true",
    "440106,440100,false",
    "*,440106,true",
    "440000,44,false",
    "440000,44010６,false"
  })
  void a_region_covers_what_is_below_it(String granted, String region, boolean covered) {
    Grant grant = new Grant(List.of("*"), List.of(granted), LocalDate.of(2020, 1, 1), null, null);
    assertThat(grant.coversRegion(region)).isEqualTo(covered);
  }

  @Test
  void a_grant_counts_from_its_first_to_its_last_day() {
    Grant grant =
        new Grant(
            List.of("T"), List.of("*"), LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31), null);
    assertThat(grant.inForceOn(LocalDate.of(2019, 12, 31))).isFalse();
    assertThat(grant.inForceOn(LocalDate.of(2020, 1, 1))).isTrue();
    assertThat(grant.inForceOn(LocalDate.of(2020, 12, 31))).isTrue();
    assertThat(grant.inForceOn(LocalDate.of(2021, 1, 1))).isFalse();
    assertThat(grant.coversType("T")).isTrue();
    assertThat(grant.coversType("U")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x/,https://a.example/x/1,true",
    "https://a.example/x/,https://A.EXAMPLE:443/x/1?q=1,true",
    "https://a.example/x,https://a.example/x,true",
    "https://a.example/x,https://a.example/xy,false",
    "https://a.example/x/,https://a.example/x/../y,false",
    "https://a.example/x/,https://a.example/x/%2e%2e/y,false",
    "https://a.example/x/,https://a.example/x//y,false",
    "https://a.example/x/,http://a.example/x/1,false",
    "https://a.example/x/,https://a.example:8443/x/1,false",
    "https://a.example/x/,https://a.example.evil/x/1,false",
    "https://a.example/x/,https://u@a.example/x/1,false",
    "https://a.example,https://a.example/anything,true"
  })
  void an_address_covers_what_lies_below_it(String prefix, URI uri, boolean covered) {
    assertThat(new ListedAddress(prefix, false).covers(uri)).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example/x",
        "file:///etc/passwd",
        "https:///x",
        "https://u:p@a.example/",
        "https://a.example/?q",
        "https://a.example/#f",
        "https://a.example/../",
        "not a uri"
      })
  void an_address_that_is_no_plain_web_prefix_is_refused(String prefix) {
    assertThatThrownBy(() -> new ListedAddress(prefix, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonObject parse(String json) throws MalformedDataException {
    return Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(JsonObject json) {
    return new String(Json.compact(json), StandardCharsets.UTF_8);
  }
}
