package io.hufu.crypto.tsp;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a token asserts: the TSTInfo (RFC 3161 §2.4.2). Immutable; arrays stay in the package.
 *
 * @param nonce null when the request had none
 * @param accuracy null when the authority says nothing of it
 */
record TokenInfo(
    HashAlgorithm hash,
    byte[] imprint,
    Instant time,
    @Nullable Duration accuracy,
    @Nullable BigInteger nonce) {
  private static final int THOUSAND = 1_000;

  static TokenInfo of(byte[] der) throws MalformedDataException {
    StrictDer.check(der);
    TSTInfo info = TSTInfo.getInstance(der);
    if (info.getVersion().intValueExact() != 1) {
      throw new MalformedDataException("TSTInfo version is not 1");
    }
    if (info.getExtensions() != null
        && info.getExtensions().getCriticalExtensionOIDs().length != 0) {
      throw new MalformedDataException("TSTInfo has a critical extension that is not processed");
    }
    HashAlgorithm hash =
        Asn1.hash(info.getMessageImprint().getHashAlgorithm())
            .orElseThrow(() -> new MalformedDataException("hash of the imprint is not accepted"));
    byte[] imprint = info.getMessageImprint().getHashedMessage();
    if (imprint.length != hash.length()) {
      throw new MalformedDataException("imprint does not have the length of its hash");
    }
    ASN1Integer nonce = info.getNonce();
    return new TokenInfo(
        hash,
        imprint,
        Asn1.time(info.getGenTime()),
        accuracy(info.getAccuracy()),
        nonce == null ? null : nonce.getValue());
  }

  private static @Nullable Duration accuracy(@Nullable Accuracy accuracy)
      throws MalformedDataException {
    if (accuracy == null) {
      return null;
    }
    long millis = part(accuracy.getMillis(), THOUSAND);
    long micros = part(accuracy.getMicros(), THOUSAND);
    return Duration.ofSeconds(part(accuracy.getSeconds(), Integer.MAX_VALUE))
        .plusMillis(millis)
        .plusNanos(micros * THOUSAND);
  }

  private static long part(@Nullable ASN1Integer value, int limit) throws MalformedDataException {
    if (value == null) {
      return 0;
    }
    BigInteger number = value.getValue();
    if (number.signum() < 0 || number.compareTo(BigInteger.valueOf(limit)) >= 0) {
      throw new MalformedDataException("accuracy is out of range");
    }
    return number.longValueExact();
  }
}
