package io.hufu.ledger.fabric;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.ChannelTrust.Organisation;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** An organisation of a test channel with its own root, a peer and a client. */
record TestOrganisation(String mspId, SigningKey root, SigningKey peer, SigningKey client) {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

  static TestOrganisation of(String mspId) {
    return of(mspId, SignatureAlgorithm.ES256);
  }

  static TestOrganisation of(String mspId, SignatureAlgorithm algorithm) {
    try {
      SigningKey bare = SigningKey.generate(algorithm, new SecureRandom());
      Certificate certificate =
          new CertificateBuilder(Profile.ROOT, "CN=ca." + mspId, bare.verificationKey())
              .validity(FROM, TO)
              .selfSigned(bare);
      SigningKey root = bare.withChain(List.of(certificate));
      return new TestOrganisation(
          mspId,
          root,
          member(root, "CN=peer0." + mspId + ",OU=peer", TO),
          member(root, "CN=User1." + mspId + ",OU=client", TO));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  static SigningKey member(SigningKey root, String subject, Instant to) {
    try {
      SigningKey key = SigningKey.generate(root.algorithm(), new SecureRandom());
      return key.withChain(
          List.of(
              new CertificateBuilder(Profile.SIGNER, subject, key.verificationKey())
                  .validity(FROM, to)
                  .signedBy(root)));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same organisation with another key in its peer. */
  TestOrganisation with(SigningKey otherPeer) {
    return new TestOrganisation(mspId, root, otherPeer, client);
  }

  Organisation trust() {
    return new Organisation(mspId, "peer", List.of(root.certificate()));
  }
}
