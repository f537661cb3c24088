package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.VerificationKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.Test;

/** Another implementation of RFC 9180 opens what we wrap, and we open what it wraps. */
class HpkeTest {
  private static final int ENCAPSULATED = 65;

  private final HPKE oracle =
      new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  private final KeyPair keys;
  private final AsymmetricCipherKeyPair pair;
  private final byte[] info = "context".getBytes(US_ASCII);
  private final byte[] secret = SecureRandom.getSeed(96);

  HpkeTest() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
    pair =
        new AsymmetricCipherKeyPair(
            PublicKeyFactory.createKey(keys.getPublic().getEncoded()),
            PrivateKeyFactory.createKey(keys.getPrivate().getEncoded()));
  }

  private VerificationKey publicKey() throws Exception {
    VerificationKey key = VerificationKey.fromSpki(keys.getPublic().getEncoded());
    assertThat(key.algorithms()).startsWith(SignatureAlgorithm.ES256);
    return key;
  }

  @Test
  void bouncy_castle_opens_what_tink_encrypted() throws Exception {
    byte[] wrapped = Hpke.encryptTo(publicKey()).encrypt(secret, info);
    byte[] encapsulated = Arrays.copyOf(wrapped, ENCAPSULATED);
    byte[] text = Arrays.copyOfRange(wrapped, ENCAPSULATED, wrapped.length);
    assertThat(oracle.open(encapsulated, pair, info, new byte[0], text, null, null, null))
        .isEqualTo(secret);
  }

  @Test
  void tink_opens_what_bouncy_castle_encrypted() throws Exception {
    byte[][] sealed = oracle.seal(pair.getPublic(), info, new byte[0], secret, null, null, null);
    byte[] wrapped = Arrays.copyOf(sealed[1], sealed[1].length + sealed[0].length);
    System.arraycopy(sealed[0], 0, wrapped, sealed[1].length, sealed[0].length);
    assertThat(
            Hpke.decryptWith(publicKey(), ((ECPrivateKey) keys.getPrivate()).getS())
                .decrypt(wrapped, info))
        .isEqualTo(secret);
  }
}
