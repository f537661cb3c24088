package io.hufu.crypto.pki;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.Nullable;

/** The few steps between ASN.1 objects and bytes that every class here needs. */
final class Asn1 {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);

  private Asn1() {}

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("an ASN.1 object in memory has no encoding", e);
    }
  }

  /** Decodes an extension, null when absent; a value that is not strict DER is malformed. */
  static <T> @Nullable T value(@Nullable Extension extension, Function<ASN1Encodable, T> decoder)
      throws MalformedDataException {
    if (extension == null) {
      return null;
    }
    StrictDer.check(extension.getExtnValue().getOctets());
    try {
      return decoder.apply(extension.getParsedValue());
    } catch (RuntimeException e) {
      throw new MalformedDataException(
          "extension " + extension.getExtnId().getId() + " cannot be read", e);
    }
  }

  /** Reads Extensions, at most one of a kind (RFC 5280 §4.2, §5.2). */
  static Extensions extensions(ASN1Encodable value) throws MalformedDataException {
    try {
      Extensions extensions = Extensions.getInstance(value);
      ASN1ObjectIdentifier[] oids = extensions.getExtensionOIDs();
      if (new HashSet<>(List.of(oids)).size() != ASN1Sequence.getInstance(value).size()) {
        throw new MalformedDataException("an extension occurs twice");
      }
      return extensions;
    } catch (RuntimeException e) {
      throw new MalformedDataException("extensions cannot be read", e);
    }
  }

  /** Reads a Time of RFC 5280 §4.1 (UTCTime or GeneralizedTime without fractions). */
  static Instant time(ASN1Encodable time) throws MalformedDataException {
    byte[] der = der(time);
    String text = new String(der, 2, der.length - 2, StandardCharsets.US_ASCII);
    if (time.toASN1Primitive() instanceof ASN1UTCTime) {
      return DerTime.utcTime(text);
    }
    if (time.toASN1Primitive() instanceof ASN1GeneralizedTime) {
      return DerTime.generalizedTime(text);
    }
    throw new MalformedDataException("a time is neither UTCTime nor GeneralizedTime");
  }

  /** Writes a Time in whole seconds: UTCTime until 2049, else GeneralizedTime (§4.1.2.5). */
  static Time time(Instant at) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC);
    boolean fits = utc.getYear() >= 1950 && utc.getYear() < 2050;
    return new Time(fits ? new DERUTCTime(UTC.format(utc)) : generalized(at));
  }

  /** Writes a GeneralizedTime in whole seconds. */
  static ASN1GeneralizedTime generalized(Instant at) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC);
    return new DERGeneralizedTime(GENERALIZED.format(utc));
  }
}
