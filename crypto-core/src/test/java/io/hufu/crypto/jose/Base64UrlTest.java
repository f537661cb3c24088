package io.hufu.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "A",
        "AA=",
        "AA==",
        "AAA=",
        "AB",
        "AAB",
        "AA+A",
        "AA/A",
        "AA A",
        "AAAA\n",
        " AAAA",
        "AAA\u00e9",
        "====",
        "\u4e00\u4e00",
        "AAAAA"
      })
  void anything_but_the_one_canonical_spelling_is_malformed(String text) {
    assertThatThrownBy(() -> Base64Url.decode(text)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void of_all_texts_of_two_and_three_characters_those_that_are_written_are_read() {
    String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+";
    List<String> characters = all.chars().mapToObj(Character::toString).toList();
    int two = 0;
    int three = 0;
    for (String a : characters) {
      for (String b : characters) {
        two += isRead(a + b) ? 1 : 0;
        for (String c : characters) {
          three += isRead(a + b + c) ? 1 : 0;
        }
      }
    }
    assertThat(two).isEqualTo(256);
    assertThat(three).isEqualTo(65_536);
  }

  private static boolean isRead(String text) {
    try {
      assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
      return true;
    } catch (MalformedDataException e) {
      return false;
    }
  }

  @Test
  void random_bytes_come_back() throws Exception {
    long seed = 4648;
    Random random = new Random(seed);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(Base64Url.decode(Base64Url.encode(bytes)))
          .as("seed %d, length %d", seed, length)
          .isEqualTo(bytes);
    }
    assertThat(Base64Url.encode(new byte[] {(byte) 0xFB, (byte) 0xFF})).isEqualTo("-_8");
  }
}
