package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HkdfTest {
  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @Test
  void gives_the_key_of_RFC_5869_A_1() {
    assertThat(
            Hkdf.derive(
                HashAlgorithm.SHA_256,
                hex("0b".repeat(22)),
                hex("000102030405060708090a0b0c"),
                hex("f0f1f2f3f4f5f6f7f8f9"),
                42))
        .isEqualTo(
            hex(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                    + "34007208d5b887185865"));
  }

  @Test
  void gives_the_key_of_RFC_5869_A_3_without_salt_and_info() {
    assertThat(
            Hkdf.derive(HashAlgorithm.SHA_256, hex("0b".repeat(22)), new byte[0], new byte[0], 42))
        .isEqualTo(
            hex(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                    + "9d201395faa4b61a96c8"));
  }

  @Test
  void an_hmac_with_sm3_is_the_one_built_by_hand_from_two_digests() {
    byte[] key = "a key shorter than a block".getBytes(StandardCharsets.US_ASCII);
    byte[] inner = new byte[64];
    byte[] outer = new byte[64];
    for (int i = 0; i < 64; i++) {
      int k = i < key.length ? key[i] : 0;
      inner[i] = (byte) (k ^ 0x36);
      outer[i] = (byte) (k ^ 0x5c);
    }
    byte[] message = {1, 2, 3};
    assertThat(Hmac.of(HashAlgorithm.SM3, key, message))
        .isEqualTo(HashAlgorithm.SM3.digest(outer, HashAlgorithm.SM3.digest(inner, message)))
        .isEqualTo(Hmac.of(HashAlgorithm.SM3, key, new byte[] {1}, new byte[] {2, 3}));
  }

  @Test
  void no_key_of_no_length_is_derived() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Hkdf.derive(HashAlgorithm.SM3, new byte[32], new byte[0], new byte[0], 0));
  }
}
