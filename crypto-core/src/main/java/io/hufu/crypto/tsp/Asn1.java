package io.hufu.crypto.tsp;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.DerTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The few steps between ASN.1 objects and bytes that time-stamps need. */
final class Asn1 {
  private static final DateTimeFormatter GENERALIZED =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyyMMddHHmmss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT);

  private Asn1() {}

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("an ASN.1 object in memory has no encoding", e);
    }
  }

  static Instant time(ASN1GeneralizedTime time) throws MalformedDataException {
    byte[] der = der(time);
    return DerTime.generalizedTime(new String(der, 2, der.length - 2, StandardCharsets.US_ASCII));
  }

  static ASN1GeneralizedTime time(Instant at) {
    return new DERGeneralizedTime(GENERALIZED.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
  }

  static AlgorithmIdentifier identifier(HashAlgorithm hash) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash.oid()));
  }

  /** Finds a hash whose parameters are absent or NULL (RFC 5754 §2). */
  static Optional<HashAlgorithm> hash(AlgorithmIdentifier identifier) {
    ASN1Encodable parameters = identifier.getParameters();
    if (parameters != null && !DERNull.INSTANCE.equals(parameters)) {
      return Optional.empty();
    }
    for (HashAlgorithm hash : HashAlgorithm.values()) {
      if (hash.oid().equals(identifier.getAlgorithm().getId())) {
        return Optional.of(hash);
      }
    }
    return Optional.empty();
  }
}
