package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A certification authority for pilots: a root, one CA below it, and what they certify.
 *
 * <p>Every subject says 试点 PILOT, so that nobody takes a certificate for a real one. Keys stay in
 * memory; {@link PilotDirectory} keeps them in files.
 */
final class PilotPki {
  private static final int SERIAL_BITS = 127;

  private final SigningKey root;
  private final SigningKey authority;
  private final SecureRandom random;
  private final Clock clock;

  PilotPki(SigningKey root, SigningKey authority, SecureRandom random, Clock clock) {
    this.root = root;
    this.authority = authority;
    this.random = random;
    this.clock = clock;
  }

  /** Makes a new root and CA that live for so long. */
  static PilotPki create(Suite suite, Duration life, SecureRandom random, Clock clock)
      throws KeyUnavailableException {
    SigningKey rootKey = SigningKey.generate(algorithm(suite), random);
    PilotPki unsigned = new PilotPki(rootKey, rootKey, random, clock);
    Certificate rootCertificate =
        unsigned
            .builder(Profile.ROOT, PilotName.of("Hufu Root"), rootKey, life)
            .selfSigned(rootKey);
    SigningKey root = rootKey.withChain(List.of(rootCertificate));

    SigningKey caKey = SigningKey.generate(algorithm(suite), random);
    Certificate caCertificate =
        unsigned.builder(Profile.CA, PilotName.of("Hufu CA"), caKey, life).signedBy(root);
    SigningKey authority = caKey.withChain(List.of(caCertificate, rootCertificate));
    return new PilotPki(root, authority, random, clock);
  }

  /** Makes a key and certifies it; the chain goes up to the root. */
  SigningKey issue(Profile profile, String subject, Duration life) throws KeyUnavailableException {
    SigningKey key = SigningKey.generate(authority.algorithm(), random);
    Certificate certificate = builder(profile, subject, key, life).signedBy(authority);
    return key.withChain(List.of(certificate, authority.certificate(), root.certificate()));
  }

  SigningKey root() {
    return root;
  }

  SigningKey authority() {
    return authority;
  }

  /** Returns the algorithm that licences of the suite are signed with. */
  static SignatureAlgorithm algorithm(Suite suite) {
    return suite == Suite.SM ? SignatureAlgorithm.SM2_SM3 : SignatureAlgorithm.ES256;
  }

  private CertificateBuilder builder(
      Profile profile, String subject, SigningKey key, Duration life) {
    // Valid from the start of yesterday in China: clocks of agencies differ.
    Instant from = ChinaTime.start(ChinaTime.day(clock.instant()).minusDays(1));
    Instant to = ChinaTime.start(ChinaTime.day(clock.instant()).plusDays(life.toDays()));
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .validity(from, to)
        .serial(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1));
  }
}
