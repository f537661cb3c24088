package io.hufu.crypto.tsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Outside;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that other authorities made, cut out of PDF files by others. */
class ForeignTokensTest {
  private static final String SIGNED_DATA = "06092a864886f70d010702";
  private static final String TST_INFO = "060b2a864886f70d0109100104";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pades-lta-dss-indirect-arrs-test.pdf",
        "pades-lta-dss-indirect-arrs-test-2.pdf",
        "minimal-two-fields-signed-twice.pdf"
      })
  void tokens_by_others_are_read_and_verify(String file) throws Exception {
    Path pdf = Outside.corpus("pyhanko").resolve("pdf").resolve(file);
    String text = Files.readString(pdf, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    Matcher contents = Pattern.compile("<([0-9a-f]{1000,})>").matcher(text);
    int found = 0;
    while (contents.find()) {
      for (TimeStampToken token : tokens(contents.group(1))) {
        found++;
        assertThat(token.certificates()).anyMatch(token::isSignedBy);
      }
    }
    assertThat(found).isPositive();
  }

  /** Finds a TSTInfo and walks back to the ContentInfo that holds it. */
  private static List<TimeStampToken> tokens(String hex) throws Exception {
    List<TimeStampToken> tokens = new ArrayList<>();
    byte[] bytes = HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");
    for (int i = hex.indexOf(TST_INFO); i >= 0; i = hex.indexOf(TST_INFO, i + 1)) {
      int start = hex.lastIndexOf(SIGNED_DATA, i) / 2 - 4;
      boolean holds = start >= 0 && bytes[start] == 0x30 && (bytes[start + 1] & 0xff) == 0x82;
      if (holds) {
        int length = ((bytes[start + 2] & 0xff) << 8 | (bytes[start + 3] & 0xff)) + 4;
        byte[] der = Arrays.copyOfRange(bytes, start, start + length);
        if (isInside(der, bytes, i / 2 - start)) {
          tokens.add(TimeStampToken.parse(der));
        }
      }
    }
    return tokens;
  }

  /** The content type attribute repeats the OID later; only the first one in a token counts. */
  private static boolean isInside(byte[] der, byte[] all, int offset) {
    return offset < 80 && offset < der.length && der.length <= all.length;
  }
}
