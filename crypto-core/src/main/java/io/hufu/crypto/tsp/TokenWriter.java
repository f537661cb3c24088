package io.hufu.crypto.tsp;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.SignedDataBuilder;
import org.bouncycastle.asn1.cms.ContentInfo;

/** Signs a TSTInfo as a CMS SignedData with plain OIDs (RFC 3161 §2.4.2, RFC 5652 §5). */
final class TokenWriter {
  private TokenWriter() {}

  static ContentInfo sign(byte[] info, SigningKey key, boolean withCertificates)
      throws KeyUnavailableException {
    SignedDataBuilder builder =
        SignedDataBuilder.by(key).contentType(TimeStampToken.TST_INFO.getId());
    if (!withCertificates) {
      builder.withoutCertificates();
    }
    return ContentInfo.getInstance(builder.enveloping(info).der());
  }
}
