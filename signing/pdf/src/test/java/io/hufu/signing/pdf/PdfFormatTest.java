package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.signing.LicenceFormat;
import io.hufu.signing.input.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PdfFormatTest {
  @Test
  void is_found_by_the_service_loader() {
    assertThat(LicenceFormat.installed()).anyMatch(PdfFormat.class::isInstance);
  }

  @Test
  void recognises_a_header_within_the_window_in_which_viewers_look() throws IOException {
    assertThat(recognised("%PDF-1.7\n")).isTrue();
    assertThat(recognised(" ".repeat(1000) + "%PDF-1.7\n")).isTrue();
    assertThat(recognised(" ".repeat(1024) + "%PDF-1.7\n")).isFalse();
    assertThat(recognised("PK\u0003\u0004")).isFalse();
    assertThat(recognised("")).isFalse();
  }

  private static boolean recognised(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return PdfFormat.instance().recognises(Document.of(bytes));
  }
}
