package io.hufu.signing.pdf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates (ISO 32000-1 §7.9.4), with a time zone; without one they are no instants. */
final class PdfDate {
  private static final Pattern FORM =
      Pattern.compile(
          "D:(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)"
              + "(?:Z(?:00'?(?:00'?)?)?|([+-])(\\d\\d)'?(?:(\\d\\d)'?)?)");

  private PdfDate() {}

  static Optional<Instant> read(Cos value) {
    if (!(value instanceof Cos.Text text) || text.bytes().length > 64) {
      return Optional.empty();
    }
    Matcher date = FORM.matcher(TextString.of(text).strip());
    if (!date.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              whole(date, 1),
              whole(date, 2),
              whole(date, 3),
              whole(date, 4),
              whole(date, 5),
              whole(date, 6));
      return Optional.of(local.toInstant(zone(date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int whole(Matcher date, int group) {
    return Integer.parseInt(date.group(group));
  }

  private static ZoneOffset zone(Matcher date) {
    if (date.group(7) == null) {
      return ZoneOffset.UTC;
    }
    int sign = date.group(7).equals("-") ? -1 : 1;
    int minutes = date.group(9) == null ? 0 : whole(date, 9);
    return ZoneOffset.ofHoursMinutes(sign * whole(date, 8), sign * minutes);
  }
}
