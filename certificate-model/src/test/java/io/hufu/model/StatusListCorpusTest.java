package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The examples of the Token Status List draft, with the values that its text states. */
class StatusListCorpusTest {
  private static final int LONG = 1 << 20;

  @Test
  void the_short_examples_hold_the_values_of_the_text() throws Exception {
    assertThat(values(list("status_list_encoding_json.md"), 16))
        .containsExactly(1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1);
    assertThat(values(list("status_list_encoding2_json.md"), 12))
        .containsExactly(1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3);
  }

  @Test
  void the_long_example_of_one_bit_holds_the_values_of_the_text() throws Exception {
    assertThat(set(list("status_list_encoding1_long_json.md")))
        .isEqualTo(
            pairs(
                "0=1 1993=1 25460=1 159495=1 495669=1 554353=1 645645=1 723232=1 854545=1"
                    + " 934534=1 1000345=1"));
  }

  @Test
  void the_long_example_of_two_bits_holds_the_values_of_the_text() throws Exception {
    assertThat(set(list("status_list_encoding2_long_json.md")))
        .isEqualTo(
            pairs(
                "0=1 1993=2 25460=1 159495=3 495669=1 554353=1 645645=2 723232=1 854545=1"
                    + " 934534=2 1000345=3"));
  }

  @Test
  void the_long_example_of_four_bits_holds_the_values_of_the_text() throws Exception {
    assertThat(set(list("status_list_encoding4_json.md")))
        .isEqualTo(
            pairs(
                "0=1 1993=2 35460=3 459495=4 595669=5 754353=6 845645=7 923232=8 924445=9"
                    + " 934534=10 1004534=11 1000345=12 1030203=13 1030204=14 1030205=15"));
  }

  @Test
  void the_long_example_of_eight_bits_holds_every_value_once() throws Exception {
    Map<Long, Integer> set = set(list("status_list_encoding8_json.md"));
    assertThat(set).hasSize(255);
    assertThat(set.values()).doesNotHaveDuplicates();
    assertThat(set).containsEntry(52451L, 1).containsEntry(576778L, 2);
  }

  @Test
  void the_token_of_the_text_is_read_with_its_claims() throws Exception {
    String raw = Files.readString(Corpus.file("status-list/examples/status_list_jwt_raw.md"));
    StatusListToken.Signed signed =
        StatusListToken.parse(raw.replaceAll("\\s", "").getBytes(StandardCharsets.US_ASCII));
    StatusListToken token = signed.token();
    assertThat(token.uri()).isEqualTo("https://example.com/statuslists/1");
    assertThat(token.issuedAt()).isEqualTo(Instant.ofEpochSecond(1686920170));
    assertThat(token.expiresAt()).isEqualTo(Instant.ofEpochSecond(2291720170L));
    assertThat(token.timeToLive()).isEqualTo(Duration.ofHours(12));
    assertThat(values(token.list(), 4)).containsExactly(1, 0, 0, 1);
    assertThat(signed.certificates()).isEmpty();
  }

  private static StatusList list(String example) throws Exception {
    String text = Files.readString(Corpus.file("status-list/examples/" + example));
    String json = text.substring(text.indexOf('{')).replaceAll("\\s", "");
    JsonObject object = Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
    return decode(object);
  }

  private static StatusList decode(JsonObject object) throws MalformedDataException {
    return StatusList.decode(
        object.integer("bits").orElseThrow(),
        object.text("lst").orElseThrow(),
        StatusList.MAX_BYTES);
  }

  private static int[] values(StatusList list, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = list.value(i).orElseThrow();
    }
    return values;
  }

  /** Returns every index whose value is not zero; a long example has 2^20 values. */
  private static Map<Long, Integer> set(StatusList list) {
    assertThat(list.size()).isEqualTo(LONG);
    Map<Long, Integer> set = new TreeMap<>();
    for (long i = 0; i < list.size(); i++) {
      int value = list.value(i).orElseThrow();
      if (value != 0) {
        set.put(i, value);
      }
    }
    return set;
  }

  private static Map<Long, Integer> pairs(String text) {
    Map<Long, Integer> pairs = new TreeMap<>();
    for (String pair : text.split(" ")) {
      pairs.put(
          Long.parseLong(pair.substring(0, pair.indexOf('='))),
          Integer.parseInt(pair.substring(pair.indexOf('=') + 1)));
    }
    return pairs;
  }
}
