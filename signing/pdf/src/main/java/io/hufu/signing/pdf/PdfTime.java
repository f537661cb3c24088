package io.hufu.signing.pdf;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates of PDF (ISO 32000-1 §7.9.4), in China time. */
final class PdfTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'+08''00'''", Locale.ROOT);

  private PdfTime() {}

  static String of(Instant instant) {
    return FORM.format(instant.atOffset(ZoneOffset.ofHours(8)));
  }
}
