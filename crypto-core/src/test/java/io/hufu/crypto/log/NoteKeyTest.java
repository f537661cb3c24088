package io.hufu.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  @Test
  void a_published_key_has_the_id_it_states() throws Exception {
    NoteKey key = NoteKey.parse(PETER);
    assertThat(key.name()).isEqualTo("PeterNeumann");
    assertThat(key.kind()).isEqualTo(NoteKey.Kind.ED25519_LOG);
    assertThat(key.id()).isEqualTo(0xc74f20a3);
    assertThat(key.vkey()).isEqualTo(PETER);
    assertThat(key).hasToString(PETER);
  }

  @ParameterizedTest
  @EnumSource
  void a_key_of_each_kind_comes_back(NoteKey.Kind kind) throws Exception {
    VerificationKey key =
        SigningKey.generate(kind.algorithm(), new SecureRandom()).verificationKey();
    NoteKey noteKey = NoteKey.of("\u7701.example/log", kind, key);
    NoteKey read = NoteKey.parse(noteKey.vkey());
    assertThat(read).isEqualTo(noteKey).hasSameHashCodeAs(noteKey);
    assertThat(read.kind()).isEqualTo(kind);
    assertThat(read.key()).isEqualTo(key);
  }

  @Test
  void an_sm2_key_id_is_made_of_the_documented_bytes() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    byte[] spki = key.verificationKey().spki();
    HexFormat hex = HexFormat.of();
    String point = hex.formatHex(spki, spki.length - 65, spki.length);
    String name = hex.formatHex("n\n".getBytes(StandardCharsets.US_ASCII));
    String type =
        "ff" + hex.formatHex("hufu.io/note/sm2-sm3\n".getBytes(StandardCharsets.US_ASCII));
    byte[] digest = HashAlgorithm.SHA_256.digest(hex.parseHex(name + type + point));
    NoteKey noteKey = NoteKey.of("n", NoteKey.Kind.SM2_LOG, key.verificationKey());
    assertThat(hex.toHexDigits(noteKey.id())).isEqualTo(hex.formatHex(digest, 0, 4));
    assertThat(noteKey.vkey())
        .isEqualTo(
            "n+"
                + hex.formatHex(digest, 0, 4)
                + "+"
                + StrictBase64.encode(hex.parseHex(type + point)));
  }

  @Test
  void no_part_and_no_neighbour_of_a_key_is_a_key() {
    for (int from = 0; from < PETER.length(); from++) {
      for (int to = from; to <= PETER.length(); to++) {
        if (to - from < PETER.length()) {
          requireMalformed(PETER.substring(from, to));
        }
      }
      char next = (char) (PETER.charAt(from) + 1);
      requireMalformed(PETER.substring(0, from) + next + PETER.substring(from + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // wrong length of the key, with an id to fit
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        // unknown type, with an id to fit
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann+c74f20a3",
        "+c74f20a3+ARpc",
        "++",
        "",
        "+",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
        "PeterNeumann+c74f20a3+/w==",
        "PeterNeumann+c74f20a3+AQ=="
      })
  void what_is_no_vkey_is_malformed(String vkey) {
    requireMalformed(vkey);
  }

  @Test
  void a_kind_takes_keys_of_its_curve_and_plain_names_only() {
    VerificationKey sm2 =
        SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom()).verificationKey();
    VerificationKey p256 =
        SigningKey.generate(SignatureAlgorithm.ES256, new SecureRandom()).verificationKey();
    assertThatThrownBy(() -> NoteKey.of("n", NoteKey.Kind.ED25519_LOG, sm2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NoteKey.of("n", NoteKey.Kind.SM2_LOG, p256))
        .isInstanceOf(IllegalArgumentException.class);
    for (String name : new String[] {"", "a b", "a+b", "a\nb", "a\u00a0b", "a\u3000b", "a\uD800"}) {
      assertThatThrownBy(() -> NoteKey.of(name, NoteKey.Kind.SM2_LOG, sm2))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void requireMalformed(String vkey) {
    assertThatThrownBy(() -> NoteKey.parse(vkey))
        .as(vkey)
        .isInstanceOf(MalformedDataException.class);
  }
}
