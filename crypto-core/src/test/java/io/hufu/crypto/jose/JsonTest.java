package io.hufu.crypto.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "[1,]",
        "{\"a\":1,}",
        "[1 2]",
        "{} {}",
        "{}x",
        "1 2",
        "nul",
        "tru",
        "'a'",
        "{a:1}",
        "{'a':1}",
        "/* c */1",
        "// c\n1",
        "# c\n1",
        "NaN",
        "[NaN]",
        "Infinity",
        "-Infinity",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "-",
        "1e",
        "1e+",
        "0x10",
        "1_0",
        "[1}",
        "{]",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u123g\"",
        "\"a",
        "[\"a\",,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{1:2}",
        "{null:1}",
        "undefined",
        "\u00a01",
        "1\u2028",
        "\u001e1",
        "True"
      })
  void what_is_not_json_is_malformed(String text) {
    requireMalformed(text.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "[{\"b\":{\"c\":1,\"d\":2,\"c\":3}}]",
        "{\"\":0,\"\":0}"
      })
  void a_member_given_twice_is_malformed(String text) {
    requireMalformed(text.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\ud800\"",
        "\"\\ud800x\"",
        "\"\\udc00\\ud800\"",
        "[\"a\\uD83D\"]",
        "{\"\\ud800\":1}",
        "{\"a\":{\"\\udfff\":1}}"
      })
  void a_lone_surrogate_is_malformed(String text) {
    requireMalformed(text.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "22c08022",
        "22c1bf22",
        "22e0808022",
        "22e09f8022",
        "22eda08022",
        "22edbfbf22",
        "22f080808022",
        "22f08f808022",
        "22f490808022",
        "22f8808080808022",
        "22ff22",
        "22fe22",
        "228022",
        "22c322",
        "22e28222",
        "22f09f9822",
        "22c3",
        "22e2",
        "efbbbf31",
        "feff0031",
        "31003200",
        "00000031",
        "2200",
        "220022",
        "310a00",
        "221f22"
      })
  void bytes_that_are_not_strict_utf8_are_malformed(String hex) {
    requireMalformed(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "9007199254740992",
        "-9007199254740992",
        "9007199254740993",
        "9007199254740991.6",
        "1e16",
        "1E400",
        "-1e400",
        "1e99999999999",
        "1e-400",
        "1e-99999999999",
        "0.1e-330",
        "123456789012345678901234567890"
      })
  void a_number_that_loses_its_value_is_malformed(String text) {
    requireMalformed(text.getBytes(UTF_8));
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "9007199254740991 -> 9007199254740991",
        "-9007199254740991 -> -9007199254740991",
        "-0 -> 0",
        "-0.0 -> 0",
        "0e5 -> 0",
        "-0e-99999 -> 0",
        "1.0 -> 1",
        "1e3 -> 1000",
        "12E-1 -> 1.2",
        "0.1000000000000000055511151231257827 -> 0.1",
        "5e-324 -> 5e-324",
        "4.9e-324 -> 5e-324",
        "1e-7 -> 1e-7",
        "0.000001 -> 0.000001",
        "100000000000000000000e-10 -> 10000000000",
        "4503599627370497.5 -> 4503599627370498",
        "2e-3 -> 0.002"
      })
  void a_number_is_written_as_ecmascript_does(String line) throws Exception {
    String[] parts = line.split(" -> ");
    assertThat(canonical(parts[0])).isEqualTo(parts[1]);
    assertThat(Json.parse(parts[0].getBytes(UTF_8)))
        .isEqualTo(Json.parse(parts[1].getBytes(UTF_8)));
  }

  @Test
  void a_number_of_a_thousand_characters_is_taken_and_a_longer_one_is_malformed() throws Exception {
    String zeros = "0".repeat(997);
    assertThat(canonical("0." + zeros.substring(2) + "e0")).isEqualTo("0");
    assertThat(canonical("1." + zeros + "0")).isEqualTo("1");
    requireMalformed(("1." + zeros + "00").getBytes(UTF_8));
    requireMalformed(("-1" + zeros + "000").getBytes(UTF_8));
  }

  @Test
  void members_are_sorted_by_utf16_code_units() throws Exception {
    // U+1F600 is D83D DE00 in UTF-16, below U+FB33; by code points it would come after.
    assertThat(canonical("{\"\uFB33\":1,\"\uD83D\uDE00\":2,\"\u20ac\":3,\"\\r\":4,\"1\":5,\"\":6}"))
        .isEqualTo("{\"\":6,\"\\r\":4,\"1\":5,\"\u20ac\":3,\"\uD83D\uDE00\":2,\"\uFB33\":1}");
  }

  @Test
  void only_what_must_be_escaped_is() throws Exception {
    assertThat(
            canonical(
                "\"\\u0000\\u001F\\b\\t\\n\\f\\r\\\"\\\\\\/\\u007f\\u00e9\\u2028\\ud83d\\ude00\""))
        .isEqualTo("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f\u00e9\u2028\uD83D\uDE00\"");
  }

  @Test
  void text_is_not_normalised() throws Exception {
    assertThat(canonical("[\"\u00e9\",\"e\u0301\"]")).isEqualTo("[\"\u00e9\",\"e\u0301\"]");
  }

  @Test
  void only_the_canonical_bytes_are_canonical() throws Exception {
    String canonical = "{\"a\":[1,0.5,\"\u8bc1\"],\"b\":null}";
    assertThat(Json.canonical(Json.parseCanonical(canonical.getBytes(UTF_8))))
        .isEqualTo(canonical.getBytes(UTF_8));
    for (String other :
        new String[] {
          "{\"b\":null,\"a\":[1,0.5,\"\u8bc1\"]}",
          "{\"a\":[1,0.50,\"\u8bc1\"],\"b\":null}",
          "{\"a\":[1.0,0.5,\"\u8bc1\"],\"b\":null}",
          "{\"a\":[1,0.5,\"\\u8bc1\"],\"b\":null}",
          "{\"a\": [1,0.5,\"\u8bc1\"],\"b\":null}",
          "{\"a\":[1,5e-1,\"\u8bc1\"],\"b\":null}",
          canonical + "\n"
        }) {
      assertThatThrownBy(() -> Json.parseCanonical(other.getBytes(UTF_8)))
          .as(other)
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void sixty_four_levels_are_taken_and_sixty_five_are_malformed() throws Exception {
    assertThat(canonical(nested("[", 64, "]"))).isEqualTo(nested("[", 64, "]"));
    assertThat(canonical(nested("{\"a\":", 63, "}").replace(":}", ":{}}"))).startsWith("{\"a\":{");
    requireMalformed(nested("[", 65, "]").getBytes(UTF_8));
    requireMalformed(nested("[{\"a\":", 33, "}]").replace(":}", ":1}").getBytes(UTF_8));
  }

  @Test
  void writers_refuse_what_the_parser_would_not_take_back() {
    JsonValue value = JsonArray.EMPTY;
    for (int i = 1; i < Json.MAX_DEPTH; i++) {
      value = JsonArray.of(value);
    }
    assertThat(Json.canonical(value)).hasSize(128);
    JsonValue deeper = JsonObject.builder().put("a", value).build();
    assertThatThrownBy(() -> Json.canonical(deeper)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.compact(deeper)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.pretty(deeper)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void layouts_keep_the_order_of_members() throws Exception {
    JsonValue value =
        Json.parse("{\"b\":[1,{\"d\":[],\"c\":{}}],\"a\":\"\u8bc1\"}".getBytes(UTF_8));
    assertThat(new String(Json.compact(value), UTF_8))
        .isEqualTo("{\"b\":[1,{\"d\":[],\"c\":{}}],\"a\":\"\u8bc1\"}");
    assertThat(new String(Json.pretty(value), UTF_8))
        .isEqualTo(
            """
            {
              "b": [
                1,
                {
                  "d": [],
                  "c": {}
                }
              ],
              "a": "\u8bc1"
            }
            """);
    assertThat(Json.parse(Json.pretty(value))).isEqualTo(value);
  }

  @Test
  void values_refuse_what_is_not_ijson() {
    assertThatThrownBy(() -> new JsonText("a\uD800")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonObject.builder().put("\uDC00", 1).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonNumber.of(JsonNumber.MAX_INTEGER + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonNumber.of(Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonObject.builder().put("a", 1).put("a", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void members_are_read_by_their_kind() throws Exception {
    JsonObject object =
        Json.parseObject(
            "{\"t\":\"x\",\"i\":7,\"h\":0.5,\"o\":{},\"a\":[1],\"n\":null}".getBytes(UTF_8));
    assertThat(object.text("t")).contains("x");
    assertThat(object.text("i")).isEmpty();
    assertThat(object.integer("i")).contains(7L);
    assertThat(object.integer("h")).isEmpty();
    assertThat(object.object("o")).contains(JsonObject.EMPTY);
    assertThat(object.array("a").orElseThrow()).containsExactly(JsonNumber.of(1));
    assertThat(object.get("n")).contains(JsonValue.JsonNull.NULL);
    assertThat(object.get("absent")).isEmpty();
    assertThatThrownBy(() -> Json.parseObject("[1]".getBytes(UTF_8)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void a_message_names_the_place_and_quotes_nothing() {
    assertThatThrownBy(() -> Json.parse("{\n  \"name\": Zhang}".getBytes(UTF_8)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("Zhang")
        .hasNoCause();
  }

  @Test
  void sixty_four_mebibytes_of_hostile_json_are_judged() throws Exception {
    int size = 64 << 20;
    for (String unit :
        new String[] {
          "[",
          "{\"a\":",
          "[],",
          "{},",
          "1,",
          "{\"\":0},",
          "1e5,",
          "1.7976931348623157e-300,",
          "-",
          "9"
        }) {
      byte[] bytes =
          (unit.length() == 3 || unit.endsWith(",") ? "[" : "").concat(unit).getBytes(UTF_8);
      requireMalformed(repeated(bytes, size));
    }
    byte[] longText = new byte[size];
    Arrays.fill(longText, (byte) 'a');
    longText[0] = longText[size - 1] = '"';
    assertThat(((JsonText) Json.parse(longText)).value()).hasSize(size - 2);
  }

  private static byte[] repeated(byte[] unit, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = unit[i % unit.length];
    }
    return bytes;
  }

  private static String nested(String open, int times, String close) {
    return open.repeat(times) + close.repeat(times);
  }

  private static String canonical(String text) throws Exception {
    return new String(Json.canonical(Json.parse(text.getBytes(UTF_8))), UTF_8);
  }

  private static void requireMalformed(byte[] bytes) {
    assertThatThrownBy(() -> Json.parse(bytes)).isInstanceOf(MalformedDataException.class);
  }
}
