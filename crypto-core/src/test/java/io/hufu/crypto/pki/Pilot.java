package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** A fictional hierarchy of root, CA and signer in one algorithm. */
public final class Pilot {
  public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
  public static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");
  public static final SecureRandom RANDOM = new SecureRandom();

  public final SigningKey root;
  public final SigningKey ca;
  public final SigningKey signer;

  public Pilot(SignatureAlgorithm algorithm) throws Exception {
    root = root(algorithm, "CN=试点根,O=虎符试点,C=CN");
    ca = issue(root, Profile.CA, "CN=试点运营CA,O=虎符试点,C=CN");
    signer = issue(ca, Profile.SIGNER, "CN=试点发证机关,C=CN");
  }

  public static SigningKey root(SignatureAlgorithm algorithm, String subject) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, RANDOM);
    Certificate certificate =
        new CertificateBuilder(Profile.ROOT, subject, key.verificationKey())
            .validity(FROM, TO)
            .selfSigned(key);
    return key.withChain(List.of(certificate));
  }

  /** Makes a key of the same algorithm with a certificate below an issuer. */
  public static SigningKey issue(SigningKey issuer, Profile profile, String subject)
      throws Exception {
    SigningKey key = SigningKey.generate(issuer.algorithm(), RANDOM);
    Certificate certificate =
        new CertificateBuilder(profile, subject, key.verificationKey())
            .validity(FROM, TO)
            .signedBy(issuer);
    return key.withChain(List.of(certificate));
  }
}
