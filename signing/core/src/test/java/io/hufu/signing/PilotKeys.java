package io.hufu.signing;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keys of a fictional hierarchy: root, CA, and whoever signs. */
public final class PilotKeys {
  public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
  public static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  private PilotKeys() {}

  /** Makes a signing key with the chain leaf, CA, root. */
  public static SigningKey signer(SignatureAlgorithm algorithm) throws Exception {
    return issued(algorithm, Profile.SIGNER, FROM, TO);
  }

  /** Makes a key of a profile that is valid for a time. */
  public static SigningKey issued(
      SignatureAlgorithm algorithm, Profile profile, Instant from, Instant to) throws Exception {
    return Hierarchy.of(algorithm).issue(profile, "CN=示例市市场监督管理局,C=CN", from, to);
  }

  /** A root and the CA below it, both with their chains. */
  public record Hierarchy(SigningKey root, SigningKey ca) {
    /** Makes both keys. */
    public static Hierarchy of(SignatureAlgorithm algorithm) throws Exception {
      SigningKey root = SigningKey.generate(algorithm, RANDOM);
      Certificate certificate =
          builder(Profile.ROOT, "CN=示例根,C=CN", root).validity(FROM, TO).selfSigned(root);
      SigningKey anchor = root.withChain(List.of(certificate));
      return new Hierarchy(anchor, issue(anchor, Profile.CA, "CN=示例运营CA,C=CN", FROM, TO));
    }

    /** Makes a key below the CA; its chain is leaf, CA, root. */
    public SigningKey issue(Profile profile, String subject, Instant from, Instant to)
        throws Exception {
      return issue(ca, profile, subject, from, to);
    }

    private static SigningKey issue(
        SigningKey by, Profile profile, String subject, Instant from, Instant to) throws Exception {
      SigningKey key = SigningKey.generate(by.algorithm(), RANDOM);
      List<Certificate> chain = new ArrayList<>();
      chain.add(builder(profile, subject, key).validity(from, to).signedBy(by));
      chain.addAll(by.chain());
      return key.withChain(chain);
    }
  }

  private static CertificateBuilder builder(Profile profile, String subject, SigningKey key) {
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .serial(new BigInteger(64, RANDOM).setBit(64));
  }
}
