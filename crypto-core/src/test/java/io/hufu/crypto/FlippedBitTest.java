package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Property: one flipped bit in message, signature or key and nothing verifies any more. */
class FlippedBitTest {
  private static final AtomicReference<KeyPair> RSA = new AtomicReference<>();

  @BeforeAll
  static void makeOneRsaKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    RSA.set(generator.generateKeyPair());
  }

  private record Case(SignatureAlgorithm algorithm, byte[] spki, byte[] message, byte[] der) {
    boolean verifies() {
      try {
        return VerificationKey.fromSpki(spki).verifyDer(algorithm, message, der);
      } catch (MalformedDataException e) {
        return false;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519", "ES384", "PS256", "RS256", "PS512", "RS512"})
  void a_flipped_bit_never_verifies(SignatureAlgorithm algorithm) throws Exception {
    long seed = new SecureRandom().nextLong();
    byte[] message = new byte[40];
    new Random(seed).nextBytes(message);
    Case good = make(algorithm, message);
    assertThat(good.verifies()).isTrue();

    for (byte[] part : new byte[][] {good.message, good.der, good.spki}) {
      for (int bit = 0; bit < 8 * part.length; bit++) {
        part[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(good.verifies()).as("seed %s, bit %s of %s", seed, bit, part.length).isFalse();
        part[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
    assertThat(good.verifies()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_flipped_bit_of_a_canonical_value_never_verifies(SignatureAlgorithm algorithm)
      throws Exception {
    SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
    byte[] message = {1, 2, 3};
    byte[] value = key.sign(message);
    for (int bit = 0; bit < 8 * value.length; bit++) {
      byte[] flipped = value.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(key.verificationKey().verify(algorithm, message, flipped)).isFalse();
    }
  }

  private static Case make(SignatureAlgorithm algorithm, byte[] message) throws Exception {
    if (algorithm.signs()) {
      SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
      return new Case(algorithm, key.verificationKey().spki(), message, key.signDer(message));
    }
    KeyPair pair = pair(algorithm);
    HashAlgorithm hash = algorithm.hash();
    boolean pss = algorithm.name().startsWith("PS");
    String padding = Curve.of(algorithm).isPresent() ? "withECDSA" : "withRSA";
    Signature signature =
        Signature.getInstance(pss ? "RSASSA-PSS" : hash.label().replace("-", "") + padding);
    if (pss) {
      MGF1ParameterSpec mask = new MGF1ParameterSpec(hash.label());
      signature.setParameter(new PSSParameterSpec(hash.label(), "MGF1", mask, hash.length(), 1));
    }
    signature.initSign(pair.getPrivate());
    signature.update(message);
    return new Case(algorithm, pair.getPublic().getEncoded(), message, signature.sign());
  }

  private static KeyPair pair(SignatureAlgorithm algorithm) throws Exception {
    Optional<Curve> curve = Curve.of(algorithm);
    if (curve.isEmpty()) {
      return RSA.get();
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve.get().oid().getId()));
    return generator.generateKeyPair();
  }
}
