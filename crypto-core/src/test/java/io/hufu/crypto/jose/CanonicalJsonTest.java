package io.hufu.crypto.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Corpus;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Canonical form against the authors' examples and against an independent library. */
class CanonicalJsonTest {
  /** Examples with a number beyond 2^53, which Hufu refuses; see docs/vectors.md. */
  private static final Set<String> REFUSED = Set.of("values.json");

  @Test
  void the_examples_of_the_authors_come_out_byte_for_byte() throws Exception {
    Path folder = Corpus.folder("jcs/testdata");
    List<Path> inputs = Corpus.files(folder.resolve("input"), ".json");
    assertThat(inputs).hasSizeGreaterThanOrEqualTo(6);
    for (Path input : inputs) {
      String name = input.getFileName().toString();
      byte[] bytes = Files.readAllBytes(input);
      if (REFUSED.contains(name)) {
        assertThatThrownBy(() -> Json.parse(bytes))
            .as(name)
            .isInstanceOf(MalformedDataException.class);
        // Without the one number the rest must come out as the authors' output without it.
        byte[] fitting = new String(bytes, UTF_8).replace(" 1E30,", "").getBytes(UTF_8);
        String expected = Files.readString(folder.resolve("output").resolve(name));
        assertThat(new String(Json.canonical(Json.parse(fitting)), UTF_8))
            .isEqualTo(expected.replace("1e+30,", ""));
      } else {
        assertThat(Json.canonical(Json.parse(bytes)))
            .as(name)
            .isEqualTo(Files.readAllBytes(folder.resolve("output").resolve(name)));
      }
    }
  }

  @Test
  void random_documents_agree_with_an_independent_library() throws Exception {
    long seed = 8785;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      JsonObject document = object(random, 0);
      String text = scrambled(document, random);
      byte[] ours = Json.canonical(Json.parse(text.getBytes(UTF_8)));
      assertThat(new String(ours, UTF_8))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(new JsonCanonicalizer(text).getEncodedString());
      assertThat(Json.parseCanonical(ours)).isEqualTo(document);
    }
  }

  @Test
  void changed_bytes_never_yield_anything_but_a_value_or_malformed() throws Exception {
    long seed = 7493;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Json.compact(object(random, 2));
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      JsonValue value;
      try {
        value = Json.parse(bytes);
      } catch (MalformedDataException expected) {
        continue;
      }
      assertThat(Json.parseCanonical(Json.canonical(value)))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(value);
    }
  }

  private static JsonObject object(Random random, int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      members.put(text(random), value(random, depth + 1));
    }
    return new JsonObject(members);
  }

  private static JsonValue value(Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 5 : 7)) {
      case 0 -> JsonNull.NULL;
      case 1 -> new JsonBool(random.nextBoolean());
      case 2 -> new JsonText(text(random));
      case 3 -> JsonNumber.of(random.nextLong() >> (11 + random.nextInt(52)));
      case 4 ->
          new JsonNumber(
              BigDecimal.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(30) - 20)));
      case 5 -> object(random, depth);
      default -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          items.add(value(random, depth + 1));
        }
        yield new JsonArray(items);
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int bound = new int[] {0x30, 0x80, 0x800, 0x10000, 0x110000}[random.nextInt(5)];
      int c = random.nextInt(bound);
      text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0x8BC1 : c);
    }
    return text.toString();
  }

  /** Writes the same value with escapes and white space that canonical form has not. */
  private static String scrambled(JsonValue value, Random random) {
    String compact = new String(Json.compact(value), UTF_8);
    StringBuilder out = new StringBuilder();
    boolean inText = false;
    for (int i = 0; i < compact.length(); i++) {
      char c = compact.charAt(i);
      if (inText && c == '\\') {
        int end = i + (compact.charAt(i + 1) == 'u' ? 6 : 2);
        out.append(compact, i, end);
        i = end - 1;
      } else if (c == '"') {
        inText = !inText;
        out.append(c);
      } else if (inText && !Character.isSurrogate(c) && random.nextInt(4) == 0) {
        out.append(String.format("\\u%04X", (int) c));
      } else {
        out.append(c);
        if (!inText && ",:{[".indexOf(c) >= 0 && random.nextInt(4) == 0) {
          out.append(" \n\t");
        }
      }
    }
    return out.toString();
  }
}
