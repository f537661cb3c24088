package io.hufu.benchmarks;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.exchange.DecryptionKey;
import io.hufu.exchange.PackageTerms;
import io.hufu.exchange.Senders;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys of two agencies of one suite, made for one run. */
final class ExchangeData {
  static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  static final String ASKS = "11990100009902019W";
  static final String ANSWERS = "11990102009902027L";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] PASSWORD = "benchmark".toCharArray();

  private final SignatureAlgorithm algorithm;
  private final SigningKey root;

  ExchangeData(Suite suite) throws KeyUnavailableException {
    algorithm = suite == Suite.SM ? SignatureAlgorithm.SM2_SM3 : SignatureAlgorithm.ES256;
    SigningKey key = SigningKey.generate(algorithm, RANDOM);
    root = key.withChain(List.of(builder(Profile.ROOT, "CN=root", key).selfSigned(key)));
  }

  private static CertificateBuilder builder(Profile profile, String subject, SigningKey key) {
    Instant now = NOW;
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .validity(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)))
        .serial(new BigInteger(64, RANDOM).setBit(63));
  }

  SigningKey signer(String name) throws KeyUnavailableException {
    return issued(Profile.SIGNER, name);
  }

  DecryptionKey recipient(String name) throws KeyUnavailableException {
    SigningKey pair = issued(Profile.ENCRYPTION, name);
    return DecryptionKey.fromPkcs12(InsecureKeyExport.toPkcs12(pair, PASSWORD, RANDOM), PASSWORD);
  }

  private SigningKey issued(Profile profile, String name) throws KeyUnavailableException {
    SigningKey key = SigningKey.generate(algorithm, RANDOM);
    Certificate certificate = builder(profile, "CN=" + name, key).signedBy(root);
    return key.withChain(List.of(certificate, root.certificate()));
  }

  /** Takes everybody: what a trust list costs is measured elsewhere. */
  static Senders everybody() {
    return (chain, code, instant) -> Optional.empty();
  }

  static PackageTerms terms(Instant now) {
    return new PackageTerms(
        ASKS, "benchmark", "none", "M1", null, now, now.plus(Duration.ofDays(1)));
  }
}
