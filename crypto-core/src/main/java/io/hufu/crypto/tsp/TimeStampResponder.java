package io.hufu.crypto.tsp;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.StrictDer;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;

/**
 * Answers RFC 3161 requests: bytes in, bytes out. Thread-safe.
 *
 * <p>Tokens carry milliseconds, an accuracy of one second and a random serial number. They are as
 * true as the clock: for pilots and tests, or behind a clock that someone vouches for.
 */
public final class TimeStampResponder {
  /** Time-stamps of a Hufu pilot; an OID made from a UUID (ITU-T X.667), so no arc was needed. */
  static final ASN1ObjectIdentifier POLICY =
      new ASN1ObjectIdentifier("2.25.313327648462440498641410638509484276425");

  private static final int MAX_REQUEST = 64 << 10;
  private static final int SERIAL_BITS = 127;

  private final SigningKey key;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * The key's certificate must carry the critical time-stamping purpose.
   *
   * @throws IllegalArgumentException when it does not
   */
  public TimeStampResponder(SigningKey key, Clock clock, SecureRandom random) {
    if (!TokenSignature.isForTimeStamps(key.certificate())) {
      throw new IllegalArgumentException(
          key.certificate() + " is not for time-stamps (critical, and no other purpose)");
    }
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /** Answers a DER TimeStampReq with a DER TimeStampResp; a bad request is answered as rejected. */
  public byte[] respond(byte[] request) {
    TimeStampReq parsed;
    try {
      if (request.length > MAX_REQUEST) {
        return rejected(PKIFailureInfo.badDataFormat);
      }
      StrictDer.check(request);
      parsed = TimeStampReq.getInstance(request);
      int failure = failure(parsed);
      if (failure != 0) {
        return rejected(failure);
      }
    } catch (MalformedDataException | RuntimeException e) {
      return rejected(PKIFailureInfo.badDataFormat);
    }
    try {
      return granted(parsed);
    } catch (KeyUnavailableException e) {
      return rejected(PKIFailureInfo.systemFailure);
    }
  }

  /** §2.4.1, §2.4.2: why a request is not served, 0 when it is. */
  private static int failure(TimeStampReq request) {
    MessageImprint imprint = request.getMessageImprint();
    HashAlgorithm hash = Asn1.hash(imprint.getHashAlgorithm()).orElse(null);
    if (request.getVersion().intValueExact() != 1) {
      return PKIFailureInfo.badRequest;
    }
    if (hash == null) {
      return PKIFailureInfo.badAlg;
    }
    if (imprint.getHashedMessageLength() != hash.length()) {
      return PKIFailureInfo.badDataFormat;
    }
    if (request.getReqPolicy() != null && !request.getReqPolicy().equals(POLICY)) {
      return PKIFailureInfo.unacceptedPolicy;
    }
    return request.getExtensions() == null ? 0 : PKIFailureInfo.unacceptedExtension;
  }

  private byte[] granted(TimeStampReq request) throws KeyUnavailableException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Certificate certificate = key.certificate();
    if (now.isBefore(certificate.notBefore()) || now.isAfter(certificate.notAfter())) {
      return rejected(PKIFailureInfo.timeNotAvailable);
    }
    TSTInfo info =
        new TSTInfo(
            POLICY,
            request.getMessageImprint(),
            new ASN1Integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1)),
            Asn1.time(now),
            new Accuracy(new ASN1Integer(1), null, null),
            null,
            request.getNonce(),
            null,
            null);
    boolean withCertificates = request.getCertReq() != null && request.getCertReq().isTrue();
    return Asn1.der(
        new TimeStampResp(
            new PKIStatusInfo(PKIStatus.granted),
            TokenWriter.sign(Asn1.der(info), key, withCertificates)));
  }

  private static byte[] rejected(int failure) {
    return Asn1.der(
        new TimeStampResp(
            new PKIStatusInfo(PKIStatus.rejection, null, new PKIFailureInfo(failure)), null));
  }
}
