package io.hufu.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BerNormalizerTest {
  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @ParameterizedTest
  @CsvSource({
    // indefinite lengths, nested
    "30800201050000, 3003020105",
    "308030800201050000040109 0000, 300830030201050401 09",
    // segments of an OCTET STRING, of both lengths, nested and empty
    "2480040101040202030000, 0403010203",
    "2407040101 0402 0203, 0403010203",
    "2480248004010100000402020324000000, 0403010203",
    // a length that is not minimal
    "3081030201 05, 3003020105",
    // implicit tags stay as they are
    "a0800401010000, a003040101"
  })
  void lengths_and_strings_become_der(String ber, String der) throws Exception {
    byte[] bytes = hex(ber.replace(" ", ""));
    BerNormalizer.Normalized normalized = BerNormalizer.first(bytes);
    assertThat(normalized.der()).isEqualTo(hex(der.replace(" ", "")));
    assertThat(normalized.consumed()).isEqualTo(bytes.length);
    StrictDer.check(normalized.der());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "3080",
        "308002",
        "30800201",
        "3080020105",
        "308002010500",
        "0480",
        "0480010000",
        // a segment of another type, and another string type in segments
        "2403020105",
        "2380030200010000",
        "2c800c01410000",
        // longer than what holds it, and longer than memory
        "3084ffffffff",
        "300502010530",
        "3088ffffffffffffffff"
      })
  void what_is_no_ber_is_malformed(String ber) {
    assertThatThrownBy(() -> BerNormalizer.first(hex(ber)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void a_bomb_of_depth_or_number_is_refused() {
    byte[] deep = new byte[200_000];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    assertThatThrownBy(() -> BerNormalizer.first(deep))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("deeply");
    byte[] wide = new byte[2_000_000];
    wide[0] = 0x30;
    wide[1] = (byte) 0x80;
    for (int i = 2; i < wide.length; i += 2) {
      wide[i] = 5;
    }
    Arrays.fill(wide, wide.length - 2, wide.length, (byte) 0);
    assertThatThrownBy(() -> BerNormalizer.first(wide))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("too many");
  }
}
