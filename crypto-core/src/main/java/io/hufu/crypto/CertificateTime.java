package io.hufu.crypto;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads the two times of RFC 5280 §4.1.2.5: always Zulu, always seconds, never fractions. */
final class CertificateTime {
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;

  private CertificateTime() {}

  static Instant parse(byte[] der) throws MalformedDataException {
    String text = new String(StrictDer.content(der), StandardCharsets.ISO_8859_1);
    if (der[0] == UTC_TIME && text.length() == 13) {
      String century = text.compareTo("5") < 0 ? "20" : "19";
      return instant(century + text);
    }
    if (der[0] == GENERALIZED_TIME && text.length() == 15) {
      return instant(text);
    }
    throw malformed();
  }

  private static Instant instant(String text) throws MalformedDataException {
    if (!text.matches("[0-9]{14}Z")) {
      throw malformed();
    }
    try {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 4, 6),
              number(text, 6, 8),
              number(text, 8, 10),
              number(text, 10, 12),
              number(text, 12, 14))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw malformed();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static MalformedDataException malformed() {
    return new MalformedDataException("certificate time is not in the form of RFC 5280 4.1.2.5");
  }
}
