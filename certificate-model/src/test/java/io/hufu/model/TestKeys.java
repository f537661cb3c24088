package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Makes keys with certificates of their own for tests. */
final class TestKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2046-01-01T00:00:00Z");

  private TestKeys() {}

  static SigningKey bare(SignatureAlgorithm algorithm) {
    return SigningKey.generate(algorithm, RANDOM);
  }

  static SigningKey selfSigned(SignatureAlgorithm algorithm, String subject) {
    SigningKey key = bare(algorithm);
    return chained(key, builder(CertificateBuilder.Profile.SIGNER, subject, key), null);
  }

  static SigningKey root(SignatureAlgorithm algorithm, String subject) {
    SigningKey key = bare(algorithm);
    return chained(key, builder(CertificateBuilder.Profile.ROOT, subject, key), null);
  }

  static SigningKey under(SigningKey ca, String subject) {
    SigningKey key = bare(ca.algorithm());
    return chained(key, builder(CertificateBuilder.Profile.SIGNER, subject, key), ca);
  }

  private static CertificateBuilder builder(
      CertificateBuilder.Profile profile, String subject, SigningKey key) {
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .validity(FROM, TO)
        .serial(new BigInteger(64, RANDOM).add(BigInteger.ONE));
  }

  private static SigningKey chained(SigningKey key, CertificateBuilder builder, SigningKey ca) {
    try {
      if (ca == null) {
        return key.withChain(List.of(builder.selfSigned(key)));
      }
      Certificate own = builder.signedBy(ca);
      return key.withChain(List.of(own, ca.certificate()));
    } catch (KeyUnavailableException e) {
      throw new AssertionError(e);
    }
  }
}
