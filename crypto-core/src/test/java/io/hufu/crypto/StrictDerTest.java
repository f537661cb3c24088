package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictDerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3000",
        "0500",
        "0101FF",
        "010100",
        "020100",
        "02020080",
        "0202FF7F",
        "03020080",
        "030100",
        "06022A03",
        "0603550406",
        "A003020101",
        "3003800101",
        "1F1F00",
        "5F811F00",
        "0C00",
        "9F1F00",
      })
  void distinguished_encodings_pass(String hex) {
    assertThatCode(() -> StrictDer.check(bytes(hex))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "3001",
        "300000",
        "3080",
        "30800000",
        "308100",
        "30810100",
        "3082000100",
        "0000",
        "050100",
        "010101",
        "01020000",
        "0200",
        "02020001",
        "0202FF80",
        "0300",
        "030180",
        "03020900",
        "03020101",
        "0600",
        "06018A",
        "0602802A",
        "060A2B80808080808080808001",
        "10020101",
        "2C020C00",
        "2203020101",
        "1F1E00",
        "1F801F00",
        "1FFFFFFFFF7F00",
        "30847FFFFFFF",
        "3084FFFFFFFF",
        "3085010000000000",
        "3003020201",
        "1F",
      })
  void anything_else_is_malformed(String hex) {
    assertThatThrownBy(() -> StrictDer.check(bytes(hex)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void nesting_is_limited() throws Exception {
    StrictDer.check(nested(StrictDer.MAX_DEPTH));

    assertThatThrownBy(() -> StrictDer.check(nested(StrictDer.MAX_DEPTH + 1)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("nested");
    byte[] deep = new byte[1 << 20];
    Arrays.fill(deep, (byte) 0x30);
    assertThatThrownBy(() -> StrictDer.check(deep)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void elements_are_cut_as_they_came() throws Exception {
    assertThat(StrictDer.elements(bytes("300802010530" + "03040141")))
        .containsExactly(bytes("020105"), bytes("3003040141"));
    assertThat(StrictDer.elements(bytes("3000"))).isEmpty();
    assertThatThrownBy(() -> StrictDer.elements(bytes("3100")))
        .isInstanceOf(MalformedDataException.class);
  }

  private static byte[] nested(int depth) {
    byte[] value = {};
    for (int i = 0; i < depth; i++) {
      byte[] header = value.length < 128 ? new byte[2] : new byte[] {0, (byte) 0x81, 0};
      header[0] = 0x30;
      header[header.length - 1] = (byte) value.length;
      value = org.bouncycastle.util.Arrays.concatenate(header, value);
    }
    return value;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
