package io.hufu.crypto.pki;

import io.hufu.crypto.MalformedDataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two ASN.1 time types in their only DER form (X.690 clauses 11.7, 11.8). Stateless. */
public final class DerTime {
  private static final Pattern UTC =
      Pattern.compile("(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})Z");
  private static final Pattern GENERALIZED =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(?:\\.(\\d{0,8}[1-9]))?Z");

  private DerTime() {}

  /** Writes whole seconds as DER: UTCTime until 2049, else GeneralizedTime (RFC 5280 §4.1.2.5). */
  public static byte[] encode(Instant at) {
    return Asn1.der(Asn1.time(at));
  }

  /** Reads a UTCTime with seconds and Z; two-digit years are 1950..2049 (RFC 5280 §4.1.2.5.1). */
  public static Instant utcTime(String value) throws MalformedDataException {
    Matcher m = UTC.matcher(value);
    if (!m.matches()) {
      throw new MalformedDataException("UTCTime is not of the form YYMMDDHHMMSSZ");
    }
    int year = Integer.parseInt(m.group(1));
    return instant(m, year < 50 ? 2000 + year : 1900 + year, 0);
  }

  /**
   * Reads a GeneralizedTime in Zulu with seconds, and with fractions down to nanoseconds without
   * trailing zeros.
   */
  public static Instant generalizedTime(String value) throws MalformedDataException {
    Matcher m = GENERALIZED.matcher(value);
    if (!m.matches()) {
      throw new MalformedDataException("GeneralizedTime is not of the form YYYYMMDDHHMMSS[.f]Z");
    }
    String fraction = m.group(7);
    int nanos =
        fraction == null ? 0 : Integer.parseInt(fraction + "0".repeat(9 - fraction.length()));
    return instant(m, Integer.parseInt(m.group(1)), nanos);
  }

  private static Instant instant(Matcher m, int year, int nanos) throws MalformedDataException {
    try {
      return LocalDateTime.of(
              year,
              Integer.parseInt(m.group(2)),
              Integer.parseInt(m.group(3)),
              Integer.parseInt(m.group(4)),
              Integer.parseInt(m.group(5)),
              Integer.parseInt(m.group(6)),
              nanos)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new MalformedDataException("a time names no day or hour that exists", e);
    }
  }
}
