package io.hufu.crypto.tsp;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;

/**
 * One question to an authority, and the check of its answer (RFC 3161 §2.2, §2.4). Immutable.
 *
 * @param nonce 64 random bits, so that an old answer does not fit
 */
record TimeStampRequest(HashAlgorithm hash, byte[] digest, BigInteger nonce) {
  private static final int NONCE_BITS = 64;

  static TimeStampRequest of(HashAlgorithm hash, byte[] digest, SecureRandom random) {
    if (digest.length != hash.length()) {
      throw new IllegalArgumentException("digest does not have the length of " + hash.label());
    }
    return new TimeStampRequest(hash, digest.clone(), new BigInteger(NONCE_BITS, random));
  }

  /** The DER TimeStampReq; the authority's certificate is asked for. */
  byte[] der() {
    return Asn1.der(
        new TimeStampReq(
            new MessageImprint(Asn1.identifier(hash), digest),
            null,
            new ASN1Integer(nonce),
            ASN1Boolean.TRUE,
            null));
  }

  /**
   * Takes the token out of a DER TimeStampResp when it answers this request.
   *
   * @throws IOException when the authority refused, or answered something else
   */
  TimeStampToken token(byte[] response) throws IOException {
    TimeStampToken token;
    try {
      StrictDer.check(response);
      TimeStampResp parsed = TimeStampResp.getInstance(response);
      requireGranted(parsed.getStatus());
      if (parsed.getTimeStampToken() == null) {
        throw new IOException("the time-stamp authority granted a token and sent none");
      }
      token = TimeStampToken.parse(Asn1.der(parsed.getTimeStampToken()));
    } catch (MalformedDataException | RuntimeException e) {
      throw new IOException("the time-stamp authority's answer cannot be read", e);
    }
    if (!token.isOver(hash, digest) || !nonce.equals(token.nonce())) {
      throw new IOException("the time-stamp authority answered another request");
    }
    if (token.certificates().stream().noneMatch(token::isSignedBy)) {
      throw new IOException("the time-stamp token is not signed by a certificate it carries");
    }
    return token;
  }

  /** §2.4.2: only granted and grantedWithMods come with a token. */
  private static void requireGranted(PKIStatusInfo status) throws IOException {
    int code = status.getStatus().intValueExact();
    if (code != PKIStatus.GRANTED && code != PKIStatus.GRANTED_WITH_MODS) {
      ASN1BitString failure = status.getFailInfo();
      throw new IOException(
          "the time-stamp authority refused: status "
              + code
              + (failure == null ? "" : ", failure " + new PKIFailureInfo(failure).intValue()));
    }
  }
}
