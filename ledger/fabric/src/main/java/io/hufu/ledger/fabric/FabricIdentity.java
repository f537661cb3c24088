package io.hufu.ledger.fabric;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.client.identity.Signer;

/**
 * Who a client is on a channel: an organisation's identifier, a certificate and its key.
 *
 * <p>Immutable and thread-safe. The key may stay in a device. It is never a licence's or a log's
 * key: stock Fabric knows no SM2 identities, and keys of different uses are kept apart.
 *
 * @param mspId identifier of the organisation
 * @param key ES256 or ED25519, with its certificate
 */
public record FabricIdentity(String mspId, SigningKey key) {
  /** Refuses keys that stock Fabric would take for something else. */
  public FabricIdentity {
    boolean known =
        key.algorithm() == SignatureAlgorithm.ES256
            || key.algorithm() == SignatureAlgorithm.ED25519;
    if (!known) {
      throw new IllegalArgumentException(
          "a client of Fabric signs with ES256 or ED25519, not with " + key.algorithm());
    }
    if (key.chain().isEmpty()) {
      throw new IllegalArgumentException("a client of Fabric needs a certificate with its key");
    }
  }

  Certificate certificate() {
    return key.certificate();
  }

  Identity forGateway() {
    byte[] pem = certificate().pem().getBytes(StandardCharsets.US_ASCII);
    return new Identity() {
      @Override
      public String getMspId() {
        return mspId;
      }

      @Override
      public byte[] getCredentials() {
        return pem.clone();
      }
    };
  }

  /** Signs messages, not digests: the gateway is told not to hash. */
  Signer signer() {
    return message -> {
      try {
        return key.signDer(message);
      } catch (KeyUnavailableException e) {
        throw new GeneralSecurityException("the client's key could not be used", e);
      }
    };
  }
}
