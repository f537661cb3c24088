package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A root and agencies with dual certificates, of one suite. */
final class Agencies {
  static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final String SENDER = "11990100009902019W";
  static final char[] PASSWORD = "secret".toCharArray();

  private static final SecureRandom RANDOM = new SecureRandom();

  final Suite suite;
  private final SigningKey root;

  Agencies(Suite suite) throws Exception {
    this.suite = suite;
    SigningKey key = SigningKey.generate(algorithm(), RANDOM);
    Certificate certificate = builder(Profile.ROOT, "CN=示例根,C=CN", key).selfSigned(key);
    this.root = key.withChain(List.of(certificate));
  }

  private SignatureAlgorithm algorithm() {
    return suite == Suite.SM ? SignatureAlgorithm.SM2_SM3 : SignatureAlgorithm.ES256;
  }

  private static CertificateBuilder builder(Profile profile, String subject, SigningKey key) {
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .validity(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2099-01-01T00:00:00Z"))
        .serial(new BigInteger(64, RANDOM).setBit(63));
  }

  Certificate root() {
    return root.certificate();
  }

  SigningKey signer(String name) throws Exception {
    return issued(Profile.SIGNER, name);
  }

  DecryptionKey recipient(String name) throws Exception {
    SigningKey pair = issued(Profile.ENCRYPTION, name);
    return DecryptionKey.fromPkcs12(InsecureKeyExport.toPkcs12(pair, PASSWORD, RANDOM), PASSWORD);
  }

  SigningKey issued(Profile profile, String name) throws Exception {
    SigningKey key = SigningKey.generate(algorithm(), RANDOM);
    Certificate certificate = builder(profile, "CN=" + name + ",C=CN", key).signedBy(root);
    return key.withChain(List.of(certificate, root.certificate()));
  }

  /** Takes messages of one key only, as a trust list that names it would. */
  static Senders only(SigningKey sender) {
    return (chain, code, instant) ->
        chain.get(0).equals(sender.certificate()) && code.equals(SENDER)
            ? Optional.empty()
            : Optional.of("not listed");
  }

  static PackageTerms terms() {
    return terms(NOW, NOW.plusSeconds(3600));
  }

  static PackageTerms terms(Instant created, Instant expires) {
    return new PackageTerms(
        SENDER, "核验申请人的营业执照", "示例条例第一条", "000199001000", "2026-11-25-1", created, expires);
  }
}
